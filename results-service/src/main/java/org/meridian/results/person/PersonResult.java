package org.meridian.results.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;

/**
 * What is known of a person from one sample.
 *
 * @param status null when the specimen could not be tested
 * @param settled whether the retest or the new sample that was needed has come
 */
record PersonResult(
        SampleId sampleId,
        ResultId resultId,
        Outcome outcome,
        @Nullable Status status,
        Method method,
        Instant sampledAt,
        Instant testedAt,
        boolean settled) {

    /** Whether a tube of this person alone has decided, so that it releases or confirms earlier ones. */
    boolean decides() {
        return method == Method.SINGLE && (outcome == Outcome.NEGATIVE || outcome == Outcome.POSITIVE);
    }
}
