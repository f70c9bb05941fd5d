package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A resident's latest test result, as results-service derived it.
 *
 * @param method absent when the sender did not know it
 * @param sampledAt when the sample was taken; a test's age counts from here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LatestResult(
        Outcome outcome, Certainty status, @Nullable Method method, Instant sampledAt) {

    /** What the laboratory found; in a pool, what it found in the pool. */
    public enum Outcome {
        NEGATIVE,
        POSITIVE,
        INCONCLUSIVE
    }

    /** Whether the outcome is this person's own: a pool that was not negative leaves its members provisional. */
    public enum Certainty {
        PROVISIONAL,
        FINAL,
        CORRECTED
    }

    /** In a tube with others, or in one of their own. */
    public enum Method {
        POOLED,
        SINGLE
    }

    @JsonIgnore // derived; what is sent to another region is the record
    public boolean isFinal() {
        return switch (status) {
            case PROVISIONAL -> false;
            case FINAL, CORRECTED -> true;
        };
    }
}
