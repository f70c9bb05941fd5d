package org.meridian.results.reconciliation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.meridian.platform.id.ResidentId;

/**
 * Where checkin-service knows something else.
 *
 * @param version that it knows; 0 when it knows nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Difference(ResidentId residentId, Kind kind, long version) {

    enum Kind {
        MISSING,
        DIFFERENT,
        AHEAD
    }
}
