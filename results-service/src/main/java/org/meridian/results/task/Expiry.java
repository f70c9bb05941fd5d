package org.meridian.results.task;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Closes the tasks that nobody came for, of this region's countries; several instances may do it at once. */
@Component
class Expiry implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Tasks tasks;
    private final CountryTransactions transactions;
    private final Topology topology;
    private final Region home;
    private final RetestProperties properties;
    private volatile @Nullable ScheduledExecutorService timer; // while it runs

    Expiry(Tasks tasks, CountryTransactions transactions, Topology topology, Region home, RetestProperties properties) {
        this.tasks = tasks;
        this.transactions = transactions;
        this.topology = topology;
        this.home = home;
        this.properties = properties;
    }

    @Override
    public void start() {
        long pause = properties.expiryPoll().toMillis();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("task-expiry").factory());
        Future<?> scheduled = started.scheduleWithFixedDelay(this::expire, pause, pause, TimeUnit.MILLISECONDS);
        assert !scheduled.isDone();
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
        }
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** One statement for each country. */
    void expire() {
        for (Partition partition : topology.partitionsIn(home)) {
            partition.countries().forEach(country -> {
                try {
                    int expired = transactions.write(country, () -> tasks.expire(country));
                    if (expired > 0) {
                        LOG.info("{} tasks of {} have expired", expired, country);
                    }
                } catch (RuntimeException e) {
                    LOG.warn(
                            "tasks of {} expire later: {}",
                            country,
                            e.getClass().getSimpleName());
                }
            });
        }
    }
}
