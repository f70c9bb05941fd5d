package org.meridian.results.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** One reconciliation of one country. */
public record ReconciliationId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static ReconciliationId of(String text) {
        return Ids.parse(text, ReconciliationId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
