package org.meridian.results.latest;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;

/**
 * Tells checkin-service what a person's latest result is now.
 *
 * @param version grows with each change of this person's; an event with a lower one than was seen is old
 */
public record LatestResultChanged(
        ResidentId residentId,
        long version,
        Outcome outcome,
        Status status,
        Method method,
        Instant sampledAt,
        Instant testedAt) {

    public static final String TYPE = "LatestResultChanged";

    static LatestResultChanged of(LatestResult result, long version) {
        return new LatestResultChanged(
                result.residentId(),
                version,
                result.outcome(),
                result.status(),
                result.method(),
                result.sampledAt(),
                result.testedAt());
    }
}
