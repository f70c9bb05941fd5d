package org.meridian.platform.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.outbox.OutboxRows.Waiting;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Delivers the events of the home region's partitions: at least once, in order per subject, in batches per consumer and
 * region. One region that is down holds up only the events that go there.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private final OutboxRows rows;
    private final RemoteServices remote;
    private final Topology topology;
    private final Region home;
    private final OutboxProperties properties;
    private final Signal signal;
    private final Map<String, RegionalClients<EventClient>> clients = new HashMap<>();
    private volatile boolean running;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    OutboxRelay(
            OutboxRows rows,
            RemoteServices remote,
            Topology topology,
            Region home,
            OutboxProperties properties,
            Signal signal) {
        this.rows = rows;
        this.remote = remote;
        this.topology = topology;
        this.home = home;
        this.properties = properties;
        this.signal = signal;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                boolean more = false;
                for (Partition partition : topology.partitionsIn(home)) {
                    more |= round(partition);
                }
                if (!more) {
                    signal.await(properties.poll());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("events wait: {}", e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            signal.await(properties.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the partition may have more that is due. */
    private boolean round(Partition partition) {
        List<Waiting> due = rows.due(partition, properties.batch());
        record Target(String consumer, Region region) {}
        Map<Target, List<Waiting>> byTarget = new LinkedHashMap<>();
        for (Waiting waiting : due) {
            Target target = new Target(
                    waiting.consumer(), topology.regionOf(waiting.event().targetCountry()));
            byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(waiting);
        }
        byTarget.forEach((target, batch) -> deliver(target.consumer(), target.region(), batch));
        return due.size() == properties.batch();
    }

    private void deliver(String consumer, Region region, List<Waiting> batch) {
        Map<UUID, Verdict.Outcome> outcomes = new HashMap<>();
        try {
            RegionalClients<EventClient> client =
                    clients.computeIfAbsent(consumer, name -> remote.clients(EventClient.class, name));
            List<Event> events = batch.stream().map(Waiting::event).toList();
            client.call(region, c -> c.deliver(events)).forEach(v -> outcomes.put(v.id(), v.outcome()));
        } catch (RuntimeException e) {
            LOG.info(
                    "{} events wait for {} in {}: {}",
                    batch.size(),
                    consumer,
                    region.name(),
                    e.getClass().getSimpleName());
        }
        settle(batch, outcomes);
    }

    private void settle(List<Waiting> batch, Map<UUID, Verdict.Outcome> outcomes) {
        Map<Country, List<UUID>> handled = new LinkedHashMap<>();
        List<Waiting> later = new ArrayList<>();
        for (Waiting waiting : batch) {
            switch (outcomes.getOrDefault(waiting.event().id(), Verdict.Outcome.LATER)) {
                case HANDLED ->
                    handled.computeIfAbsent(waiting.country(), c -> new ArrayList<>())
                            .add(waiting.event().id());
                case LATER -> later.add(waiting);
                case REFUSED, UNKNOWN_TYPE -> {
                    boolean setAside = waiting.attempts() + 1 >= properties.attempts();
                    if (setAside) {
                        LOG.error(
                                "event {} of type {} is set aside",
                                waiting.event().id(),
                                waiting.event().type());
                    }
                    rows.failed(List.of(waiting), setAside);
                }
            }
        }
        rows.failed(later, false);
        handled.forEach(rows::delivered);
    }
}
