package org.meridian.bench.faults;

import java.time.Duration;
import java.util.List;
import org.meridian.platform.id.ResidentId;

/**
 * One tube's life as it is meant to go.
 *
 * @param outcome what the laboratory will find; {@code VOID} when the tube breaks before
 * @param correctedTo what a correction will say afterwards; empty for none
 * @param sampledAgo how long ago the desk says the samples were taken; zero for now
 * @param round 0 for a first test, one more for each retest that follows
 */
record TubeJob(
        String barcode,
        int capacity,
        List<ResidentId> people,
        String outcome,
        String correctedTo,
        Duration sampledAgo,
        int round) {

    static final String VOID = "VOID";

    boolean isVoid() {
        return outcome.equals(VOID);
    }

    /** Whether its members must come again. */
    boolean needsAnother() {
        return outcome.equals("INVALID")
                || isVoid()
                || outcome.equals("INCONCLUSIVE")
                || (capacity > 1 && outcome.equals("POSITIVE"));
    }
}
