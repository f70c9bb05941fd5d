package org.meridian.checkin.comparison;

import org.meridian.platform.id.ResidentId;

/**
 * Where the two sides disagree.
 *
 * @param version that is known here; 0 when nothing is
 */
public record Difference(ResidentId residentId, Kind kind, long version) {

    /** In what way. */
    public enum Kind {
        /** Nothing is known here. */
        MISSING,
        /** Something else is known here. */
        DIFFERENT,
        /** A later version is known here, or what results-service does not know at all. */
        AHEAD
    }
}
