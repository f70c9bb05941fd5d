package org.meridian.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A sampling site. */
public record SiteId(UUID id, String countryCode) implements CountryId {

    /** @throws MalformedIdException when the text is no such id */
    @JsonCreator
    public static SiteId of(String text) {
        return Ids.parse(text, SiteId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
