package org.meridian.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The waiting events of the home region's partitions. */
final class OutboxRows {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Topology topology;
    private final CountryTransactions transactions;
    private final IdGenerator ids;
    private final Clock clock;

    OutboxRows(JdbcClient jdbc, Topology topology, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param events the oldest first
     * @param more whether a limit was reached, so that there may be more
     */
    record Due(List<Waiting> events, boolean more) {}

    /**
     * The oldest events of one partition that are due; none of a subject that has an older one waiting for another try.
     * The partition is addressed by its name: one statement for all its countries, and it touches no other.
     *
     * @param bytes no further event once the payloads have so many
     */
    Due due(Partition partition, int limit, long bytes) {
        List<Boolean> full = new ArrayList<>();
        List<Waiting> events = jdbc.sql("""
                        SELECT * FROM (
                            SELECT d.*, sum(octet_length(payload)) OVER (ORDER BY id) AS bytes FROM (
                                SELECT id, country_code, consumer, target_country, type, subject, payload, created_at,
                                       attempts, refusals
                                  FROM %1$s o
                                 WHERE NOT set_aside AND next_attempt_at <= :now
                                   AND NOT EXISTS (SELECT 1 FROM %1$s b
                                                    WHERE b.subject = o.subject AND b.consumer = o.consumer
                                                      AND b.attempts > 0 AND NOT b.set_aside
                                                      AND b.id < o.id AND b.next_attempt_at > :now)
                                 ORDER BY id
                                 LIMIT :limit) d) s
                         WHERE bytes - octet_length(payload) < :bytes
                         ORDER BY id
                        """.formatted(partition.of("outbox")))
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", limit)
                .param("bytes", bytes)
                .query((row, n) -> {
                    full.add(row.getLong("bytes") >= bytes);
                    return waiting(row);
                })
                .list();
        return new Due(events, events.size() == limit || full.contains(true));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                new Event(
                        row.getObject("id", UUID.class),
                        row.getString("type"),
                        row.getString("subject"),
                        Country.of(row.getString("target_country")),
                        row.getString("payload")),
                Country.of(row.getString("country_code")),
                row.getString("consumer"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"),
                row.getInt("refusals"));
    }

    void delivered(Collection<Waiting> events) {
        by(events, Waiting::country)
                .forEach((country, some) -> transactions.run(country, () -> delete(country, ids(some))));
    }

    private int delete(Country country, UUID[] gone) {
        return jdbc.sql("DELETE FROM " + topology.partitionOf(country).of("outbox")
                        + " WHERE country_code = :country AND id = ANY(:ids)")
                .param("country", country.code())
                .param("ids", gone)
                .update();
    }

    /** What is the same for events that share a statement: a consumer that is down fails a whole batch at once. */
    private record Alike(Country country, int attempts, int refusals) {}

    /** Nobody handled them: they are tried again after a pause that doubles each time. */
    void later(Collection<Waiting> events) {
        by(events, one -> new Alike(one.country(), one.attempts() + 1, one.refusals()))
                .forEach((alike, some) -> tryAgain(alike, some, null, false));
    }

    /** The consumer failed on it: the same, unless somebody must look at it first. */
    void refused(Waiting event, @Nullable String reason, boolean setAside) {
        Alike alike = new Alike(event.country(), event.attempts() + 1, event.refusals() + 1);
        tryAgain(alike, List.of(event), reason, setAside);
    }

    private void tryAgain(Alike alike, Collection<Waiting> events, @Nullable String reason, boolean setAside) {
        Duration pause = Duration.ofMillis(250L << Math.min(alike.attempts(), 10));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        transactions.run(
                alike.country(),
                () -> jdbc.sql("""
                        UPDATE outbox
                           SET attempts = :attempts, refusals = :refusals, next_attempt_at = :next, set_aside = :aside,
                               reason = COALESCE(CAST(:reason AS text), reason)
                         WHERE country_code = :country AND id = ANY(:ids)
                        """)
                        .param("attempts", alike.attempts())
                        .param("refusals", alike.refusals())
                        .param("next", Timestamp.from(next))
                        .param("aside", setAside)
                        .param("reason", reason)
                        .param("country", alike.country().code())
                        .param("ids", ids(events))
                        .update());
    }

    /** Two new events instead of this one, in its place at once or not at all. */
    void split(Waiting event, Halves halves) {
        Country country = event.country();
        UUID[] fresh = {ids.nextInOrder(), ids.nextInOrder()};
        transactions.run(country, () -> {
            if (delete(country, ids(List.of(event))) == 1) {
                insert(event, fresh, halves);
            }
        });
    }

    private void insert(Waiting event, UUID[] fresh, Halves halves) {
        jdbc.sql("""
                        INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,
                                            created_at, attempts, next_attempt_at, set_aside)
                        SELECT h.id, :country, :consumer, :target, :type, :subject, h.payload,
                               CAST(:created AS timestamptz), 0, CAST(:now AS timestamptz), false
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:payloads AS text[])) AS h(id, payload)
                        """)
                .param("country", event.country().code())
                .param("consumer", event.consumer())
                .param("target", event.event().targetCountry().code())
                .param("type", event.event().type())
                .param("subject", event.event().subject())
                .param("created", Timestamp.from(event.createdAt()))
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", fresh)
                .param("payloads", new String[] {halves.first(), halves.second()})
                .update();
    }

    private static <K> Map<K, List<Waiting>> by(Collection<Waiting> events, Function<Waiting, K> key) {
        Map<K, List<Waiting>> groups = new LinkedHashMap<>();
        events.forEach(event ->
                groups.computeIfAbsent(key.apply(event), k -> new ArrayList<>()).add(event));
        return groups;
    }

    private static UUID[] ids(Collection<Waiting> events) {
        return events.stream().map(one -> one.event().id()).toArray(UUID[]::new);
    }
}
