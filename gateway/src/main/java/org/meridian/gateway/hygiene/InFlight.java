package org.meridian.gateway.hygiene;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls this gateway works on; it takes a fixed number at most. */
public final class InFlight {

    private final int most;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param most at once */
    public InFlight(int most) {
        this.most = most;
    }

    /** Whether there is room for one more; then it is counted until it {@link #leave leaves}. */
    boolean enter() {
        if (calls.incrementAndGet() > most) {
            calls.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        calls.decrementAndGet();
    }

    /** Whether one more would be refused now. Takes nothing. */
    public boolean isFull() {
        return calls.get() >= most;
    }
}
