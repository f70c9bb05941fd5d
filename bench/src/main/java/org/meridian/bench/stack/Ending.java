package org.meridian.bench.stack;

import java.util.concurrent.TimeUnit;
import org.meridian.bench.BenchException;

/** The end of a program that was started beside the platform. */
final class Ending {

    private Ending() {}

    /** Asks it to end, and ends it when it has not done so in that time. */
    static void of(Process process, int seconds) {
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
