package org.meridian.results.person;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Status;

/**
 * One of a resident's own results.
 *
 * @param settledBy of a provisional result, the test of this person alone that released or confirmed it
 */
@Schema(
        description =
                "PENDING has nothing but `sampledAt` besides: no result yet, or the specimen could not be tested and a "
                        + "new one is awaited.")
public record ResultView(
        @Nullable ResultId resultId,
        Instant sampledAt,
        @Nullable Instant testedAt,

        @Schema(allowableValues = {"NEGATIVE", "POSITIVE", "INCONCLUSIVE", "PENDING"})
        String outcome,

        @Schema(description = "POOLED: together with others, in a tube made for several.") @Nullable
        Method method,

        @Schema(
                description = "PROVISIONAL: a test of this person alone must follow. CORRECTED: final, and something "
                        + "else was reported before.")
        @Nullable
        Status status,

        @Schema(
                description = "Of a PROVISIONAL result: the later result, of this person alone, that released or "
                        + "confirmed it. Absent while that is awaited.")
        @Nullable
        ResultId settledBy) {

    static ResultView of(PersonResult result, @Nullable ResultId settledBy) {
        return new ResultView(
                result.resultId(),
                result.sampledAt(),
                result.testedAt(),
                result.outcome().name(),
                result.method(),
                result.status(),
                settledBy);
    }

    static ResultView pending(Instant sampledAt) {
        return new ResultView(null, sampledAt, null, "PENDING", null, null, null);
    }
}
