package org.meridian.results.latest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.latest.PersonState.Newest;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;

/**
 * Tells checkin-service what is known of a person now. Events carry arrays of these.
 *
 * @param version grows with each change of this person's; one with a lower version than was seen is old
 * @param outcome of the newest sample, and so on; null when there is no result, or none any more
 * @param positiveAt when the newest sample was taken that was positive alone
 * @param suspectedAt when the newest provisional sample was taken that nothing has settled
 */
public record LatestResultChanged(
        ResidentId residentId,
        long version,
        @Nullable Outcome outcome,
        @Nullable Status status,
        @Nullable Method method,
        @Nullable Instant sampledAt,
        @Nullable Instant testedAt,
        @Nullable Instant positiveAt,
        @Nullable Instant suspectedAt) {

    public static final String TYPE = "LatestResultChanged";

    public static LatestResultChanged of(PersonStates.Changed changed) {
        PersonState state = changed.state();
        Newest newest = state.newest();
        if (newest == null) {
            return new LatestResultChanged(
                    state.residentId(),
                    changed.version(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    state.positiveAt(),
                    state.suspectedAt());
        }
        return new LatestResultChanged(
                state.residentId(),
                changed.version(),
                newest.outcome(),
                newest.status(),
                newest.method(),
                newest.sampledAt(),
                newest.testedAt(),
                state.positiveAt(),
                state.suspectedAt());
    }
}
