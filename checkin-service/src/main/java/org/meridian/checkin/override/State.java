package org.meridian.checkin.override;

import java.util.Map;
import java.util.Set;

/** Where an override stands. The table of edges is all that can happen to it; APPROVED alone sets a colour. */
public enum State {
    /** Proposed by one officer. */
    PENDING,
    /** A second officer agreed. */
    APPROVED,
    /** A second officer did not. */
    REJECTED,
    /** Nobody decided in time. */
    LAPSED,
    /** Two officers ended it early. */
    ENDED,
    /** Its end came. */
    EXPIRED;

    private static final Map<State, Set<State>> EDGES = Map.of(
            PENDING, Set.of(APPROVED, REJECTED, LAPSED),
            APPROVED, Set.of(ENDED, EXPIRED),
            REJECTED, Set.of(),
            LAPSED, Set.of(),
            ENDED, Set.of(),
            EXPIRED, Set.of());

    boolean mayBecome(State next) {
        return EDGES.getOrDefault(this, Set.of()).contains(next);
    }
}
