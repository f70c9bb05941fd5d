package org.meridian.platform.commit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes what many callers want written at the same time with one statement and one commit for all of them. Each caller
 * waits on its virtual thread until that commit, and gets its own item's outcome. All group commits of a process share the
 * writers of a region, and so the connections that they need are bounded.
 */
public final class GroupCommits implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommits.class);
    private static final Duration LAST_WRITES = Duration.ofSeconds(15);

    private final CountryTransactions transactions;
    private final Topology topology;
    private final CommitProperties properties;
    private final MeterRegistry meters;
    private final Map<Region, Lane> lanes = new HashMap<>();
    private volatile boolean running;

    /** @param busy whether the machine has no time to spare: then what is written waits a moment for more of its kind */
    GroupCommits(
            CountryTransactions transactions,
            Topology topology,
            Region home,
            CommitProperties properties,
            BooleanSupplier busy,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.topology = topology;
        this.properties = properties;
        this.meters = meters;
        for (Region region : topology.regions()) {
            // more than one for a region that is far, and two dead ones could have all connections
            int writers = region.equals(home) ? properties.writers() : 1;
            Lane lane = new Lane(region.name(), writers, properties, busy);
            lanes.put(region, lane);
            Gauge.builder("meridian.commit.waiting", lane, Lane::waiting)
                    .description("items that wait for a writer")
                    .tag("region", region.name())
                    .register(meters);
        }
    }

    /** @param name for metrics and messages, {@code check-ins} */
    public <I, O> GroupCommit<I, O> of(String name, BatchWriter<I, O> writer) {
        return new GroupCommit<>(name, writer, Way.GATHERED, this);
    }

    /**
     * For what somebody stands and waits for: it waits for nobody's company, also while the machine is busy.
     *
     * @param name for metrics and messages
     */
    public <I, O> GroupCommit<I, O> ofPrompt(String name, BatchWriter<I, O> writer) {
        return new GroupCommit<>(name, writer, Way.PROMPT, this);
    }

    /**
     * For what callers send that no gateway gathers, each by itself: while the machine is busy it waits longer for company.
     *
     * @param name for metrics and messages
     */
    public <I, O> GroupCommit<I, O> ofSingles(String name, BatchWriter<I, O> writer) {
        return new GroupCommit<>(name, writer, Way.single(properties.singles()), this);
    }

    /**
     * For what many want to read at the same time: one query for all of them, in no transaction, and nobody waits for company.
     *
     * @param reader reads with one statement and writes nothing
     */
    public <I, O> GroupCommit<I, O> reading(String name, BatchWriter<I, O> reader) {
        return new GroupCommit<>(name, reader, Way.READ, this);
    }

    Lane lane(Country country) {
        return Objects.requireNonNull(lanes.get(topology.regionOf(country)));
    }

    CommitMeters meters(String group) {
        return new CommitMeters(meters, group);
    }

    CountryTransactions transactions() {
        return transactions;
    }

    long patience() {
        return properties.patience().toNanos();
    }

    @Override
    public void start() {
        lanes.values().forEach(Lane::open);
        running = true;
    }

    /** What was accepted is finished, what comes now is refused. */
    @Override
    public void stop() {
        lanes.values().forEach(Lane::close);
        try {
            for (Map.Entry<Region, Lane> lane : lanes.entrySet()) {
                if (!lane.getValue().finish(LAST_WRITES)) {
                    LOG.warn(
                            "writes of {} did not end before the process",
                            lane.getKey().name());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server, which lets the requests end that wait here. */
    @Override
    public int getPhase() {
        return 0;
    }
}
