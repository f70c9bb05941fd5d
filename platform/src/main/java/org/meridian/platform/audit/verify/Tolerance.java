package org.meridian.platform.audit.verify;

import java.time.Duration;

/**
 * What is still no contradiction.
 *
 * @param sealing how long an entry may wait for its place in the chain: what waited longer was unprotected meanwhile, or
 *     is a later one with an earlier time
 * @param clocks how far the clocks of two machines may differ
 * @param retention how old entries must be before the chain's beginning may be cut off
 */
public record Tolerance(Duration sealing, Duration clocks, Duration retention) {

    public static final Tolerance STANDARD =
            new Tolerance(Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofDays(6 * 365));
}
