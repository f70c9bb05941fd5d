package org.meridian.sampling.tube;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who moves a tube on, and when.
 *
 * @param deviceTime by the desk's clock, when it says so
 * @param serverTime whole microseconds, as the database keeps it
 */
public record Step(
        String actor, @Nullable String reason, @Nullable Instant deviceTime, Instant serverTime) {

    /** The same step, and why. */
    Step because(String why) {
        return new Step(actor, why, deviceTime, serverTime);
    }
}
