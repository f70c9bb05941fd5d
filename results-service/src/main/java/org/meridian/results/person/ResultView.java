package org.meridian.results.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Status;

/**
 * One of a resident's own results.
 *
 * @param outcome {@code NEGATIVE}, {@code POSITIVE}, {@code INCONCLUSIVE}, or {@code PENDING}, which has nothing but
 *     {@code sampledAt} besides
 */
public record ResultView(
        @Nullable ResultId resultId,
        Instant sampledAt,
        @Nullable Instant testedAt,
        String outcome,
        @Nullable Method method,
        @Nullable Status status) {

    static ResultView of(PersonResult result) {
        return new ResultView(
                result.resultId(),
                result.sampledAt(),
                result.testedAt(),
                result.outcome().name(),
                result.method(),
                result.status());
    }

    static ResultView pending(Instant sampledAt) {
        return new ResultView(null, sampledAt, null, "PENDING", null, null);
    }
}
