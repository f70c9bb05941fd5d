package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A resident's latest test result, as results-service derived it.
 *
 * @param sampledAt when the sample was taken; a test's age counts from here
 */
public record LatestResult(Outcome outcome, Certainty status, Instant sampledAt) {

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

    @JsonIgnore // derived; what is sent to another region is the record
    public boolean isFinal() {
        return switch (status) {
            case PROVISIONAL -> false;
            case FINAL, CORRECTED -> true;
        };
    }
}
