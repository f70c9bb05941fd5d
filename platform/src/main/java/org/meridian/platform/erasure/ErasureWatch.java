package org.meridian.platform.erasure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.job.RegularJob;
import org.meridian.platform.job.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks at the home region's erasures: those that another process was told of are remembered here too, and a while after
 * each the person's rows are removed once more. What had begun before an erasure and was committed after it did not see
 * it, nor was seen by it; nothing that begins later writes such a row.
 */
final class ErasureWatch extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWatch.class);

    /** What is committed late is found by the next look: longer than a transaction takes. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Erasures erasures;
    private final RecentErasures recent;
    private final List<Partition> partitions;
    private final ErasureProperties properties;
    private final Clock clock;
    private final Map<Partition, Instant> lookedUntil = new HashMap<>();

    ErasureWatch(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Erasures erasures,
            RecentErasures recent,
            Topology topology,
            Region home,
            ErasureProperties properties,
            Clock clock) {
        super("erasures", Duration.ZERO, properties.poll(), new Signal());
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.erasures = erasures;
        this.recent = recent;
        this.partitions = topology.partitionsIn(home);
        this.properties = properties;
        this.clock = clock;
    }

    private record Row(ResidentId resident, Instant erasedAt, boolean swept) {}

    @Override
    protected Duration turn() {
        partitions.forEach(this::look);
        return period();
    }

    private void look(Partition partition) {
        try {
            Instant now = clock.instant();
            List<Row> rows = since(
                    partition,
                    lookedUntil
                            .getOrDefault(partition, now.minus(properties.rememberedFor()))
                            .minus(OVERLAP));
            rows.forEach(row -> recent.add(row.resident()));
            boolean waiting = false;
            for (Row row : rows) {
                if (!row.swept()) {
                    waiting |= !sweep(row, now);
                }
            }
            if (!waiting) {
                lookedUntil.put(partition, now);
            }
        } catch (RuntimeException e) {
            LOG.warn("erasures wait: {}", e.getClass().getSimpleName());
        }
    }

    private List<Row> since(Partition partition, Instant since) {
        return jdbc.sql("SELECT id, country_code, erased_at, swept_at IS NOT NULL FROM "
                        + partition.of("erased_resident") + " WHERE erased_at > :since ORDER BY erased_at")
                .param("since", Timestamp.from(since))
                .query((row, n) -> new Row(
                        new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        row.getBoolean(4)))
                .list();
    }

    /** @return false when it is too early */
    private boolean sweep(Row row, Instant now) {
        if (row.erasedAt().plus(properties.sweepAfter()).isAfter(now)) {
            return false;
        }
        ResidentId resident = row.resident();
        transactions.run(resident.country(), () -> {
            erasures.forget(resident);
            jdbc.sql("UPDATE erased_resident SET swept_at = :now WHERE id = :id AND country_code = :country")
                    .param("now", Timestamp.from(now))
                    .param("id", resident.id())
                    .param("country", resident.countryCode())
                    .update();
        });
        return true;
    }
}
