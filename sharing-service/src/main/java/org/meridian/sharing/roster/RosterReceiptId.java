package org.meridian.sharing.roster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** The receipt of an uploaded roster; its country is the unit's. */
public record RosterReceiptId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static RosterReceiptId of(String text) {
        return Ids.parse(text, RosterReceiptId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
