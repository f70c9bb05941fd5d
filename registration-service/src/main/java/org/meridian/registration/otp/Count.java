package org.meridian.registration.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meridian.registration.otp.Counts.Limit;
import org.meridian.registration.otp.Counts.Reached;

/** One count as it is within a transaction. */
final class Count {

    private final byte[] key;
    private Instant start;
    private int inWindow;
    private int inPrevious;
    private int added;
    private boolean stored;

    /** A count of nothing so far. */
    Count(byte[] key, Instant start) {
        this.key = key;
        this.start = start;
    }

    /** What its row says. */
    void stored(Instant since, int window, int previous) {
        stored = true;
        start = since;
        inWindow = window;
        inPrevious = previous;
    }

    byte[] key() {
        return key;
    }

    Instant start() {
        return start;
    }

    int inWindow() {
        return inWindow + added;
    }

    int inPrevious() {
        return inPrevious;
    }

    int added() {
        return added;
    }

    boolean isStored() {
        return stored;
    }

    void addOne() {
        added++;
    }

    /** Whether one more is too many. */
    Optional<Reached> reached(Limit limit, Instant now, Duration window) {
        double passed = Math.clamp((double) Duration.between(start, now).toMillis() / window.toMillis(), 0, 1);
        return inWindow() + 1 + inPrevious * (1 - passed) <= limit.most()
                ? Optional.empty()
                : Optional.of(new Reached(limit, pause(limit.most(), passed, window)));
    }

    /** Until the weighed sum is low enough for one more. */
    private Duration pause(int most, double passed, Duration window) {
        int before = inWindow();
        double windows = before < most
                ? 1 - (double) (most - 1 - before) / Math.max(1, inPrevious) - passed
                : 1 - passed + 1 - (double) (most - 1) / before;
        return Duration.ofMillis((long) (Math.max(0, windows) * window.toMillis()))
                .plusSeconds(1);
    }
}
