package org.meridian.platform.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks every minute, in the countries of the home region, for what has been kept long enough. */
final class RetentionJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    private final Retention retention;
    private final List<Partition> partitions;
    private final RetentionProperties properties;
    private final MeterRegistry meters;
    private final AtomicInteger behind;
    private volatile @Nullable ScheduledExecutorService timer;

    RetentionJob(
            Retention retention, List<Partition> partitions, RetentionProperties properties, MeterRegistry meters) {
        this.retention = retention;
        this.partitions = partitions;
        this.properties = properties;
        this.meters = meters;
        this.behind = meters.gauge("meridian.retention.behind", new AtomicInteger());
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("retention").factory());
        long pause = properties.every().toMillis();
        Future<?> looks = started.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        assert !looks.isDone();
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService started = timer;
        timer = null;
        if (started != null) {
            started.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void look() {
        try {
            for (Partition partition : partitions) {
                attempt("what is kept for minutes", () -> retention.minutes(partition));
            }
            int left = 0;
            for (Partition partition : partitions) {
                for (Country country : retention.due(partition)) {
                    attempt(country.code(), () -> retention.day(country, false));
                }
                left += retention.due(partition).size();
            }
            behind.set(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed("what is due", e);
        }
    }

    /** For operators: at once, whether it was done today or not, and without waiting for its end. */
    void runNow(Country country) {
        ScheduledExecutorService started = timer;
        if (started == null) {
            throw new IllegalStateException("the retention has ended with its process");
        }
        started.execute(() -> {
            try {
                attempt(country.code(), () -> retention.day(country, true));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
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
