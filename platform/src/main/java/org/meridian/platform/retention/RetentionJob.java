package org.meridian.platform.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.job.RegularJob;
import org.meridian.platform.job.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every minute, in the countries of the home region, for what has been kept long enough. */
final class RetentionJob extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    private final Retention retention;
    private final List<Partition> partitions;
    private final MeterRegistry meters;
    private final AtomicInteger behind;
    private final Signal signal;
    private final Queue<Country> asked = new ConcurrentLinkedQueue<>();

    RetentionJob(
            Retention retention, List<Partition> partitions, RetentionProperties properties, MeterRegistry meters) {
        this(retention, partitions, properties, meters, new Signal());
    }

    private RetentionJob(
            Retention retention,
            List<Partition> partitions,
            RetentionProperties properties,
            MeterRegistry meters,
            Signal signal) {
        super("retention", properties.every(), properties.every(), signal);
        this.signal = signal;
        this.retention = retention;
        this.partitions = partitions;
        this.meters = meters;
        this.behind = meters.gauge("meridian.retention.behind", new AtomicInteger());
    }

    /** What an operator asked for; else what is due, which then comes a period later. */
    @Override
    protected Duration turn() throws InterruptedException {
        if (asked.isEmpty()) {
            regular();
        }
        for (Country country = asked.poll(); country != null; country = asked.poll()) {
            Country one = country;
            attempt(one.code(), () -> retention.day(one, true));
        }
        return period();
    }

    private void regular() throws InterruptedException {
        for (Partition partition : partitions) {
            attempt("what is kept for minutes", () -> retention.minutes(partition));
        }
        try {
            look();
        } catch (RuntimeException e) {
            failed("what is due", e);
        }
    }

    private void look() throws InterruptedException {
        int left = 0;
        for (Partition partition : partitions) {
            for (Country country : retention.due(partition)) {
                attempt(country.code(), () -> retention.day(country, false));
            }
            left += retention.due(partition).size();
        }
        behind.set(left);
    }

    /** For operators: at once, whether it was done today or not, and without waiting for its end. */
    void runNow(Country country) {
        if (!isRunning()) {
            throw new IllegalStateException("the retention has ended with its process");
        }
        asked.add(country);
        signal.wake();
    }

    /** One country's trouble is not the others'. */
    private void attempt(String what, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(what, e);
        }
    }

    private void failed(String what, RuntimeException e) {
        meters.counter("meridian.retention.failures").increment();
        LOG.warn("retention of {} waits: {}", what, e.getClass().getSimpleName());
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
