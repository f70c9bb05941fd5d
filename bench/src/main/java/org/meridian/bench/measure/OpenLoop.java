package org.meridian.bench.measure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.meridian.bench.BenchException;

/**
 * Sends on a fixed schedule, whether or not earlier calls have been answered. Time counts from when a call was due, so a
 * system that stalls cannot hide the calls that had to wait (no coordinated omission).
 */
public final class OpenLoop {

    private OpenLoop() {}

    /** One call; an exception counts as an error. */
    public interface Call {
        void make(int number) throws Exception;
    }

    /** Makes {@code count} calls, one every {@code interval}, and returns when all have ended. */
    public static Latencies run(int count, Duration interval, Call call) {
        Latencies latencies = new Latencies();
        long start = System.nanoTime() + 1_000_000;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = start + i * interval.toNanos();
                awaitTime(due);
                int number = i;
                callers.execute(() -> {
                    try {
                        call.make(number);
                        latencies.record(System.nanoTime() - due);
                    } catch (Exception e) {
                        latencies.error(String.valueOf(e.getMessage()));
                    }
                });
            }
            callers.shutdown();
            if (!callers.awaitTermination(5, TimeUnit.MINUTES)) {
                callers.shutdownNow();
                throw new BenchException("calls have not ended after five minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        return latencies;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
