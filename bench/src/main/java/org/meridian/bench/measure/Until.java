package org.meridian.bench.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true. */
public final class Until {

    private Until() {}

    /** Seconds it took, or {@code NaN} when it was not true in time. */
    public static double seconds(Duration atMost, Duration between, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > atMost.toNanos()) {
                return Double.NaN;
            }
            LockSupport.parkNanos(between.toNanos());
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
