package org.meridian.checkin.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a colour follows from: what tests have found of a resident, as results-service derived it, and what officers have
 * decided. A later sample does not make an earlier finding
 * undone: who was positive stays so for a while, and a suspicion ends with the person's own retest only.
 *
 * @param latest the result of the newest sample that has one
 * @param positiveAt when the sample of the newest final positive result was taken
 * @param suspectedAt when the newest sample was taken that still waits for its retest
 * @param override that two officers have decided on; perhaps over by now
 */
public record Findings(
        @Nullable LatestResult latest,
        @Nullable Instant positiveAt,
        @Nullable Instant suspectedAt,
        @Nullable StandingOverride override) {

    /** Nobody has tested anything. */
    public static final Findings NONE = new Findings(null, null, null, null);

    public Findings {
        if (latest != null
                && latest.isFinal()
                && latest.outcome() == LatestResult.Outcome.POSITIVE
                && (positiveAt == null || positiveAt.isBefore(latest.sampledAt()))) {
            positiveAt = latest.sampledAt(); // the latest itself counts, also when a sender does not say so
        }
    }
}
