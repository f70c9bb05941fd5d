package org.meridian.registration.staff;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a grant stands that takes two administrators. The table of edges is all that can happen to it; APPROVED alone gives. */
public enum GrantStatus {
    /** One administrator has granted it. */
    PENDING,
    /** A second one agreed. */
    APPROVED,
    /** A second one did not. */
    REJECTED,
    /** Nobody decided in time. */
    LAPSED;

    private static final Map<GrantStatus, Set<GrantStatus>> EDGES =
            Map.of(PENDING, EnumSet.of(APPROVED, REJECTED, LAPSED));

    boolean mayBecome(GrantStatus next) {
        return EDGES.getOrDefault(this, Set.of()).contains(next);
    }
}
