package org.meridian.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An employer or a school that reads its members' results. */
public record UnitId(UUID id, String countryCode) implements CountryId {

    /** @throws MalformedIdException when the text is no such id */
    @JsonCreator
    public static UnitId of(String text) {
        return Ids.parse(text, UnitId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
