package org.meridian.results.task;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("task-expiry").factory());
    private volatile boolean running;

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
        var scheduled = timer.scheduleWithFixedDelay(this::expire, pause, pause, TimeUnit.MILLISECONDS);
        running = !scheduled.isCancelled();
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
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
