package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The waiting events of the home region's partitions. */
final class OutboxRows {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Clock clock;

    OutboxRows(JdbcClient jdbc, CountryTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param country the country that the row lies in */
    record Waiting(Event event, Country country, String consumer, int attempts) {}

    /**
     * The oldest events of one partition that are due; none of a subject that has an older one waiting for another try.
     * The partition is addressed by its name: one statement for all its countries, and it touches no other.
     */
    List<Waiting> due(Partition partition, int limit) {
        String table = partition.of("outbox");
        return jdbc.sql("""
                        SELECT id, country_code, consumer, target_country, type, subject, payload, attempts
                          FROM %1$s o
                         WHERE NOT set_aside AND next_attempt_at <= :now
                           AND NOT EXISTS (SELECT 1 FROM %1$s b
                                            WHERE b.subject = o.subject AND b.consumer = o.consumer
                                              AND b.attempts > 0 AND NOT b.set_aside
                                              AND b.id < o.id AND b.next_attempt_at > :now)
                         ORDER BY id
                         LIMIT :limit
                        """.formatted(table))
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        new Event(
                                row.getObject("id", UUID.class),
                                row.getString("type"),
                                row.getString("subject"),
                                Country.of(row.getString("target_country")),
                                row.getString("payload")),
                        Country.of(row.getString("country_code")),
                        row.getString("consumer"),
                        row.getInt("attempts")))
                .list();
    }

    void delivered(Country country, Collection<UUID> ids) {
        transactions.run(
                country,
                () -> jdbc.sql("DELETE FROM outbox WHERE country_code = :country AND id = ANY(:ids)")
                        .param("country", country.code())
                        .param("ids", ids.toArray(UUID[]::new))
                        .update());
    }

    /**
     * Tries again after a pause that doubles each time; an event refused too often is set aside. A consumer that is down
     * fails a whole batch at once, so events that have failed equally often share a statement.
     */
    void failed(Collection<Waiting> waiting, boolean setAside) {
        record Alike(Country country, int attempts) {}
        Map<Alike, List<UUID>> groups = new LinkedHashMap<>();
        waiting.forEach(one -> groups.computeIfAbsent(
                        new Alike(one.country(), one.attempts() + 1), alike -> new ArrayList<>())
                .add(one.event().id()));
        groups.forEach((alike, ids) -> failed(alike.country(), alike.attempts(), ids, setAside));
    }

    private void failed(Country country, int attempts, Collection<UUID> ids, boolean setAside) {
        Duration pause = Duration.ofMillis(250L << Math.min(attempts, 10));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        transactions.run(
                country,
                () -> jdbc.sql("""
                        UPDATE outbox SET attempts = :attempts, next_attempt_at = :next, set_aside = :aside
                         WHERE country_code = :country AND id = ANY(:ids)
                        """)
                        .param("attempts", attempts)
                        .param("next", Timestamp.from(next))
                        .param("aside", setAside)
                        .param("country", country.code())
                        .param("ids", ids.toArray(UUID[]::new))
                        .update());
    }
}
