package org.meridian.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.job.RegularJob;
import org.meridian.platform.job.Signal;

/**
 * Delivers the events of the home region's partitions: at least once, in order per subject, in batches per consumer and
 * region. One region that is down holds up only the events that go there.
 */
final class OutboxRelay extends RegularJob {

    private final OutboxRows rows;
    private final Courier courier;
    private final Settlement settlement;
    private final Topology topology;
    private final Region home;
    private final OutboxProperties properties;

    OutboxRelay(
            OutboxRows rows,
            Courier courier,
            Settlement settlement,
            Topology topology,
            Region home,
            OutboxProperties properties,
            Signal signal) {
        super("outbox-relay", Duration.ZERO, properties.poll(), properties.rest(), signal);
        this.rows = rows;
        this.courier = courier;
        this.settlement = settlement;
        this.topology = topology;
        this.home = home;
        this.properties = properties;
    }

    @Override
    protected Duration turn() {
        boolean more = false;
        for (Partition partition : topology.partitionsIn(home)) {
            more |= round(partition);
        }
        return more ? Duration.ZERO : period();
    }

    /** Whether the partition may have more that is due. */
    private boolean round(Partition partition) {
        OutboxRows.Due due =
                rows.due(partition, properties.batch(), properties.batchSize().toBytes());
        record Target(String consumer, Region region) {}
        Map<Target, List<Waiting>> byTarget = new LinkedHashMap<>();
        for (Waiting waiting : due.events()) {
            Target target = new Target(
                    waiting.consumer(), topology.regionOf(waiting.event().targetCountry()));
            byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(waiting);
        }
        boolean more = due.more();
        for (Map.Entry<Target, List<Waiting>> entry : byTarget.entrySet()) {
            Target target = entry.getKey();
            List<Event> events = entry.getValue().stream().map(Waiting::event).toList();
            more |= settlement.settle(entry.getValue(), courier.deliver(target.consumer(), target.region(), events));
        }
        return more;
    }
}
