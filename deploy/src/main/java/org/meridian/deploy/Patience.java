package org.meridian.deploy;

import java.time.Duration;

/**
 * How long a process is waited for that starts: three minutes, and up to ten for one that is still at work then, as a crowded machine gives
 * it no processor. Who has had less than a second of processor time in half a minute hangs, or waits for what does not come.
 */
final class Patience {

    static final Duration LEAST = Duration.ofMinutes(3);
    static final Duration MOST = Duration.ofMinutes(10);
    static final Duration LOOK = Duration.ofSeconds(30);
    static final Duration AT_WORK = Duration.ofSeconds(1);

    private Duration looked = Duration.ZERO;
    private Duration then = Duration.ZERO;
    private boolean atWork = true;

    /**
     * Asked again and again, as time goes on.
     *
     * @param waited since it was started
     * @param processorTime that it has had in all
     */
    boolean isOver(Duration waited, Duration processorTime) {
        if (waited.minus(looked).compareTo(LOOK) >= 0) {
            atWork = processorTime.minus(then).compareTo(AT_WORK) >= 0;
            looked = waited;
            then = processorTime;
        }
        return waited.compareTo(LEAST) > 0 && (!atWork || waited.compareTo(MOST) > 0);
    }
}
