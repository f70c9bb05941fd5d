package org.meridian.platform.audit.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Hash;
import org.meridian.platform.audit.reading.Proof.SignedPoint;
import org.meridian.platform.audit.reading.Proof.Step;
import org.meridian.platform.audit.reading.Proof.Witness;
import org.meridian.platform.audit.reading.TrailReader.Row;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the proofs to a page of entries: three statements for each country in it. */
final class Proofs {

    private final JdbcClient jdbc;
    private final Partition partition;
    private final Function<Country, Chain> chains;

    Proofs(JdbcClient jdbc, Partition partition, Function<Country, Chain> chains) {
        this.jdbc = jdbc;
        this.partition = partition;
        this.chains = chains;
    }

    List<TrailEntry> of(List<Row> rows) {
        Map<String, List<Row>> byCountry =
                rows.stream().collect(Collectors.groupingBy(row -> row.entry().country()));
        List<TrailEntry> proved = new ArrayList<>();
        byCountry.forEach((country, some) -> proved.addAll(of(Country.of(country), some)));
        return proved;
    }

    private List<TrailEntry> of(Country country, List<Row> rows) {
        List<Long> sealed = rows.stream().map(Row::seq).filter(seq -> seq > 0).toList();
        Map<Long, Long> next = next(country, sealed);
        Map<Long, SignedPoint> points = new HashMap<>();
        points(country, next.values().stream().distinct().toList()).forEach(point -> points.put(point.seq(), point));
        Map<Long, List<Step>> paths = paths(country, next);
        List<TrailEntry> proved = new ArrayList<>();
        for (Row row : rows) {
            Long end = next.get(row.seq());
            proved.add(with(row, paths.getOrDefault(row.seq(), List.of()), end == null ? null : points.get(end)));
        }
        return proved;
    }

    private static TrailEntry with(Row row, List<Step> path, @Nullable SignedPoint point) {
        TrailEntry e = row.entry();
        Proof proof = row.sealedAt() == null || row.hash() == null
                ? null
                : new Proof(row.seq(), row.sealedAt(), Objects.requireNonNull(row.previous()), row.hash(), path, point);
        return new TrailEntry(
                e.id(),
                e.service(),
                e.country(),
                e.at(),
                e.actor(),
                e.roles(),
                e.action(),
                e.object(),
                e.detail(),
                e.traceId(),
                proof);
    }

    /** The number of the next checkpoint for each of these, where there is one. */
    private Map<Long, Long> next(Country country, List<Long> numbers) {
        Map<Long, Long> next = new HashMap<>();
        jdbc.sql("""
                        SELECT s.seq, (SELECT min(c.seq) FROM %s c WHERE c.country_code = :country AND c.seq >= s.seq)
                          FROM unnest(CAST(:numbers AS bigint[])) AS s(seq)
                        """.formatted(partition.of("audit_checkpoint")))
                .param("country", country.code())
                .param("numbers", numbers.toArray(Long[]::new))
                .query((ResultSet row) -> {
                    long point = row.getLong(2);
                    if (!row.wasNull()) {
                        next.put(row.getLong(1), point);
                    }
                });
        return next;
    }

    private Map<Long, List<Step>> paths(Country country, Map<Long, Long> next) {
        List<Long> from = List.copyOf(next.keySet());
        Map<Long, List<Step>> paths = new HashMap<>();
        jdbc.sql("""
                        SELECT s.at, l.seq, l.sealed_at, l.digest
                          FROM unnest(CAST(:from AS bigint[]), CAST(:to AS bigint[])) AS s(at, until)
                          JOIN %s l ON l.country_code = :country AND l.seq > s.at AND l.seq <= s.until
                         ORDER BY s.at, l.seq
                        """.formatted(partition.of("audit_link")))
                .param("country", country.code())
                .param("from", from.toArray(Long[]::new))
                .param("to", from.stream().map(next::get).toArray(Long[]::new))
                .query((ResultSet row) -> {
                    paths.computeIfAbsent(row.getLong(1), at -> new ArrayList<>())
                            .add(new Step(row.getLong(2), row.getTimestamp(3).toInstant(), Hash.of(row.getBytes(4))));
                });
        return paths;
    }

    /** Checkpoints by their numbers, the newest first. */
    List<SignedPoint> points(Country country, List<Long> numbers) {
        Map<Long, List<Witness>> witnesses = witnesses(country, numbers);
        Chain chain = chains.apply(country);
        return jdbc
                .sql("SELECT seq, hash, at, kid, signature FROM " + partition.of("audit_checkpoint")
                        + " WHERE country_code = :country AND seq = ANY(:numbers)")
                .param("country", country.code())
                .param("numbers", numbers.toArray(Long[]::new))
                .query((row, n) -> point(chain, row, witnesses))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(SignedPoint::seq).reversed())
                .toList();
    }

    private static SignedPoint point(Chain chain, ResultSet row, Map<Long, List<Witness>> witnesses)
            throws SQLException {
        return new SignedPoint(
                chain.installation(),
                chain.service(),
                chain.country().code(),
                row.getLong("seq"),
                Hash.of(row.getBytes("hash")),
                row.getTimestamp("at").toInstant(),
                row.getString("kid"),
                row.getBytes("signature"),
                witnesses.getOrDefault(row.getLong("seq"), List.of()));
    }

    private Map<Long, List<Witness>> witnesses(Country country, List<Long> numbers) {
        Map<Long, List<Witness>> witnesses = new HashMap<>();
        jdbc.sql("SELECT seq, region, at, kid, signature FROM " + partition.of("audit_receipt")
                        + " WHERE country_code = :country AND seq = ANY(:numbers) AND accepted ORDER BY region")
                .param("country", country.code())
                .param("numbers", numbers.toArray(Long[]::new))
                .query((ResultSet row) -> {
                    witnesses
                            .computeIfAbsent(row.getLong("seq"), seq -> new ArrayList<>())
                            .add(new Witness(
                                    row.getString("region"),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("kid"),
                                    row.getBytes("signature")));
                });
        return witnesses;
    }
}
