package org.meridian.sharing.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** A consent; its country is the resident's. */
public record ConsentId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static ConsentId of(String text) {
        return Ids.parse(text, ConsentId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
