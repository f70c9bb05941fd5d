package org.meridian.results.task;

import java.time.Duration;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.job.RegularJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Closes the tasks that nobody came for, of this region's countries; several instances may do it at once. */
@Component
class Expiry extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Tasks tasks;
    private final CountryTransactions transactions;
    private final Topology topology;
    private final Region home;

    Expiry(Tasks tasks, CountryTransactions transactions, Topology topology, Region home, RetestProperties properties) {
        super("task-expiry", properties.expiryPoll());
        this.tasks = tasks;
        this.transactions = transactions;
        this.topology = topology;
        this.home = home;
    }

    @Override
    protected Duration turn() {
        expire();
        return period();
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
