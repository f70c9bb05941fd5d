package org.meridian.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person who has registered. */
public record ResidentId(UUID id, String countryCode) implements CountryId {

    /** @throws MalformedIdException when the text is no such id */
    @JsonCreator
    public static ResidentId of(String text) {
        return Ids.parse(text, ResidentId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
