package org.meridian.checkin.override;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** An override; its country is the resident's. */
public record OverrideId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static OverrideId of(String text) {
        return Ids.parse(text, OverrideId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
