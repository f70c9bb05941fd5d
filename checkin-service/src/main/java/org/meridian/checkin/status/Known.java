package org.meridian.checkin.status;

import java.time.Instant;

/** What can be said of a resident's health status at this moment. */
public sealed interface Known {

    /** The status is at most as old as entries may be. */
    record Current(HealthStatus status) implements Known {}

    /**
     * Home cannot be asked; this is what it said last.
     *
     * @param at when it said so
     */
    record LastSeen(HealthStatus status, Instant at) implements Known {}

    /** Home cannot be asked and never was, as far as this instance remembers. */
    record HomeUnreachable() implements Known {}
}
