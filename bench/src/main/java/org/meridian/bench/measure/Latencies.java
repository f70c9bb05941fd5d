package org.meridian.bench.measure;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, and how many failed. */
public final class Latencies {

    private static final long LONGEST_MICROS = 600_000_000;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<String> firstError = new AtomicReference<>("");

    public void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    public void error(String reason) {
        errors.increment();
        firstError.compareAndSet("", reason);
    }

    /** Takes in what others recorded. */
    public void add(Latencies other) {
        micros.add(other.micros);
        errors.add(other.errors());
        if (other.errors() > 0) {
            firstError.compareAndSet("", other.firstError());
        }
    }

    public long count() {
        return micros.getTotalCount();
    }

    public long errors() {
        return errors.sum();
    }

    /** Why the first of them failed; empty when none did. */
    public String firstError() {
        return Objects.requireNonNull(firstError.get());
    }

    /** Milliseconds within which this share of the calls was answered, for example 99.9 percent. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1000.0;
    }
}
