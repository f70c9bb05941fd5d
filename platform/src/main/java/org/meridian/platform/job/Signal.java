package org.meridian.platform.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one who works in rounds: any number of calls while it works make one more round. */
public final class Signal {

    private final Semaphore permits = new Semaphore(0);

    public void wake() {
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Whoever has called until now is served by the round that begins now. */
    void served() {
        permits.drainPermits();
    }

    /** Waits to be woken, at the most this long. */
    public void await(Duration atMost) throws InterruptedException {
        if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.drainPermits();
        }
    }
}
