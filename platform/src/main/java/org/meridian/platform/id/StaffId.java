package org.meridian.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A staff account: one phone of one country, with the roles that it holds. */
public record StaffId(UUID id, String countryCode) implements CountryId {

    /** @throws MalformedIdException when the text is no such id */
    @JsonCreator
    public static StaffId of(String text) {
        return Ids.parse(text, StaffId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
