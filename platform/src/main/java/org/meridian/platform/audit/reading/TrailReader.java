package org.meridian.platform.audit.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the trail in the home region's partitions, each by its name. */
final class TrailReader {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Topology topology;
    private final Region home;
    private final String installation;
    private final String service;

    TrailReader(JdbcClient jdbc, Topology topology, Region home, String installation, String service) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.home = home;
        this.installation = installation;
        this.service = service;
    }

    /** An entry without its proof yet; without a time of sealing it has no place in the chain. */
    record Row(
            TrailEntry entry,
            long seq,
            @Nullable Instant sealedAt,
            @Nullable Hash hash,
            @Nullable Hash previous) {}

    List<TrailEntry> entries(TrailQuery query) {
        List<Partition> partitions =
                query.country() == null ? topology.partitionsIn(home) : List.of(topology.partitionOf(query.country()));
        List<TrailEntry> found = new ArrayList<>();
        for (Partition partition : partitions) {
            List<Row> rows = rows(query, partition);
            found.addAll(new Proofs(jdbc, partition, this::chain).of(rows));
        }
        return found.stream()
                .sorted(TrailEntry.NEWEST_FIRST)
                .limit(limit(query))
                .toList();
    }

    private static int limit(TrailQuery query) {
        return Math.clamp(query.limit(), 1, MOST);
    }

    private Chain chain(Country country) {
        return new Chain(installation, service, country);
    }

    private List<Row> rows(TrailQuery query, Partition partition) {
        return jdbc.sql("""
                        SELECT e.id, e.country_code, e.at, e.actor, e.roles, e.action, e.object, e.detail, e.trace_id,
                               l.seq, l.sealed_at, l.hash, p.hash AS previous
                          FROM %1$s e
                          LEFT JOIN %2$s l ON l.event_id = e.id AND l.country_code = e.country_code
                          LEFT JOIN %2$s p ON p.country_code = e.country_code AND p.seq = l.seq - 1
                         WHERE (CAST(:country AS text) IS NULL OR e.country_code = :country)
                           AND (CAST(:from AS timestamptz) IS NULL OR e.at >= :from)
                           AND (CAST(:to AS timestamptz) IS NULL OR e.at < :to)
                           AND (CAST(:action AS text) IS NULL OR e.action = :action)
                           AND (CAST(:object AS text) IS NULL OR e.object = :object)
                           AND (CAST(:before AS uuid) IS NULL OR e.id < :before)
                         ORDER BY e.id DESC LIMIT :limit
                        """.formatted(partition.of("audit_event"), partition.of("audit_link")))
                .param(
                        "country",
                        query.country() == null ? null : query.country().code())
                .param("from", query.from() == null ? null : Timestamp.from(query.from()))
                .param("to", query.to() == null ? null : Timestamp.from(query.to()))
                .param("action", query.action())
                .param("object", query.object())
                .param("before", query.before())
                .param("limit", limit(query))
                .query((row, n) -> row(row))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        String country = row.getString("country_code");
        String roles = row.getString("roles");
        TrailEntry entry = new TrailEntry(
                new EntryId(row.getObject("id", UUID.class), country),
                service,
                country,
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                roles.isEmpty() ? List.of() : Arrays.asList(roles.split(",")),
                row.getString("action"),
                row.getString("object"),
                row.getString("detail"),
                row.getString("trace_id"),
                null);
        Timestamp sealedAt = row.getTimestamp("sealed_at");
        if (sealedAt == null) {
            return new Row(entry, 0, null, null, null);
        }
        byte[] before = row.getBytes("previous");
        Hash previous = before == null ? chain(Country.of(country)).start() : Hash.of(before);
        return new Row(entry, row.getLong("seq"), sealedAt.toInstant(), Hash.of(row.getBytes("hash")), previous);
    }

    List<Proof.SignedPoint> checkpoints(Country country, long before) {
        Partition partition = topology.partitionOf(country);
        List<Long> numbers = jdbc.sql("SELECT seq FROM " + partition.of("audit_checkpoint")
                        + " WHERE country_code = :country AND (:before = 0 OR seq < :before) ORDER BY seq DESC LIMIT "
                        + MOST)
                .param("country", country.code())
                .param("before", before)
                .query(Long.class)
                .list();
        return new Proofs(jdbc, partition, this::chain).points(country, numbers);
    }
}
