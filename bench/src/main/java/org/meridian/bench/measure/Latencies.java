package org.meridian.bench.measure;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, and how many failed. */
public final class Latencies {

    private static final long LONGEST_MICROS = 600_000_000;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder errors = new LongAdder();

    public void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    public void error() {
        errors.increment();
    }

    public long count() {
        return micros.getTotalCount();
    }

    public long errors() {
        return errors.sum();
    }

    /** Milliseconds within which this share of the calls was answered, for example 99.9 percent. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1000.0;
    }
}
