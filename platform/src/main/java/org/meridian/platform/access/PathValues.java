package org.meridian.platform.access;

import java.util.Map;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.UnitId;

/** What stands in a call's path for the pattern's variables. */
record PathValues(Map<String, String> values) {

    /** An id of whatever kind. */
    private record Any(UUID id, String countryCode) implements CountryId {}

    /** @throws MalformedIdException when it is no id, or missing */
    Country country(String name) {
        return Ids.parse(text(name), Any::new).country();
    }

    SiteId site() {
        return SiteId.of(text(Operation.SITE));
    }

    UnitId unit() {
        return UnitId.of(text(Operation.UNIT));
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }
}
