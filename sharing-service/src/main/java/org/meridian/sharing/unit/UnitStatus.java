package org.meridian.sharing.unit;

import java.util.Map;
import java.util.Set;

/** Where a unit stands. The table of edges is all that can happen to it. */
public enum UnitStatus {
    PENDING,
    APPROVED,
    REJECTED;

    private static final Map<UnitStatus, Set<UnitStatus>> EDGES =
            Map.of(PENDING, Set.of(APPROVED, REJECTED), APPROVED, Set.of(), REJECTED, Set.of());

    boolean mayBecome(UnitStatus next) {
        return EDGES.getOrDefault(this, Set.of()).contains(next);
    }
}
