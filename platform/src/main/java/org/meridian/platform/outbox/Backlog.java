package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.token.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For operators: what waits in the home region's partitions, and what was set aside. Never a payload or a subject. */
final class Backlog {

    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final List<Partition> partitions;

    Backlog(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Audit audit,
            Clock clock,
            Topology topology,
            Region home) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.partitions = topology.partitionsIn(home);
    }

    /** @param oldest when the oldest of them was told */
    record Count(boolean setAside, String consumer, String type, long events, Instant oldest) {}

    List<Count> counts() {
        return partitions.stream()
                .flatMap(partition -> counts(partition).stream())
                .toList();
    }

    private List<Count> counts(Partition partition) {
        return jdbc.sql("SELECT set_aside, consumer, type, count(*), min(created_at) FROM " + partition.of("outbox")
                        + " GROUP BY set_aside, consumer, type")
                .query((row, n) -> new Count(
                        row.getBoolean(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /** An event that its consumer refused too often. */
    record SetAside(
            UUID id,
            String type,
            String consumer,
            String country,
            int attempts,
            int refusals,
            @Nullable String reason,
            Instant createdAt) {}

    /** The oldest ones. */
    List<SetAside> setAside() {
        return partitions.stream()
                .flatMap(partition -> setAside(partition).stream())
                .limit(SHOWN)
                .toList();
    }

    private List<SetAside> setAside(Partition partition) {
        return jdbc.sql(
                        "SELECT id, type, consumer, country_code AS country, attempts, refusals, reason, created_at FROM "
                                + partition.of("outbox") + " WHERE set_aside ORDER BY id LIMIT " + SHOWN)
                .query((row, n) -> new SetAside(
                        row.getObject("id", UUID.class),
                        row.getString("type"),
                        row.getString("consumer"),
                        row.getString("country"),
                        row.getInt("attempts"),
                        row.getInt("refusals"),
                        row.getString("reason"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** Has it delivered again, with all its attempts before it. Whether there was such an event. */
    boolean tryAgain(UUID id, Caller by) {
        Optional<Country> country = partitions.stream()
                .flatMap(partition -> countryOf(id, partition).stream())
                .findFirst();
        return country.isPresent() && transactions.write(country.get(), () -> release(id, country.get(), by)) == 1;
    }

    private Optional<Country> countryOf(UUID id, Partition partition) {
        return jdbc.sql("SELECT country_code FROM " + partition.of("outbox") + " WHERE id = :id AND set_aside")
                .param("id", id)
                .query((row, n) -> Country.of(row.getString(1)))
                .optional();
    }

    private int release(UUID id, Country country, Caller by) {
        int released = jdbc.sql("""
                        UPDATE outbox SET set_aside = false, attempts = 0, refusals = 0, next_attempt_at = :now
                         WHERE country_code = :country AND id = :id AND set_aside
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("country", country.code())
                .param("id", id)
                .update();
        if (released == 1) {
            audit.record(country, "outbox.tried-again", by, id.toString(), "");
        }
        return released;
    }
}
