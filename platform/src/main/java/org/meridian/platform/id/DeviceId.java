package org.meridian.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A device that was given a credential of its own, for half a day. */
public record DeviceId(UUID id, String countryCode) implements CountryId {

    /** @throws MalformedIdException when the text is no such id */
    @JsonCreator
    public static DeviceId of(String text) {
        return Ids.parse(text, DeviceId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
