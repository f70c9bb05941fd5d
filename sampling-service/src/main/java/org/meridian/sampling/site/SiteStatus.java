package org.meridian.sampling.site;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What an auditor has decided about a site, and what may still be decided. */
public enum SiteStatus {
    PENDING,
    APPROVED,
    REJECTED,
    SUSPENDED;

    private static final Map<SiteStatus, Set<SiteStatus>> EDGES = Map.of(
            PENDING, EnumSet.of(APPROVED, REJECTED),
            APPROVED, EnumSet.of(SUSPENDED),
            REJECTED, EnumSet.noneOf(SiteStatus.class),
            SUSPENDED, EnumSet.of(APPROVED));

    boolean leadsTo(SiteStatus next) {
        return EDGES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether people may be given work there: also before the decision, so that a site can be staffed in time. */
    public boolean takesStaff() {
        return this == PENDING || this == APPROVED;
    }
}
