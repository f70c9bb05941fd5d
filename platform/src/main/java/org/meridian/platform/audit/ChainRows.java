package org.meridian.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service's chains in the home region's partitions: gives entries their places. */
final class ChainRows {

    private static final Logger LOG = LoggerFactory.getLogger(ChainRows.class);

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private final Chains chains;

    ChainRows(JdbcClient jdbc, Audit audit, Clock clock, Chains chains) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.chains = chains;
    }

    /** A link with the id of its entry. */
    record Sealed(UUID event, Chain.Link link) {}

    /** The oldest entries of a partition that have no place yet, by country. */
    Map<Country, List<UUID>> pending(Partition partition, int limit) {
        Map<Country, List<UUID>> byCountry = new LinkedHashMap<>();
        jdbc.sql("SELECT country_code, event_id FROM " + partition.of("audit_pending") + " ORDER BY event_id LIMIT "
                        + limit)
                .query((ResultSet row) -> {
                    byCountry
                            .computeIfAbsent(Country.of(row.getString(1)), c -> new ArrayList<>())
                            .add(row.getObject(2, UUID.class));
                });
        return byCountry;
    }

    /**
     * Gives entries their places at the end of a country's chain, in a transaction of this country. Who seals the same
     * chain at the same time takes the same numbers, so the database refuses one of both.
     */
    void seal(Country country, List<UUID> waiting) {
        Optional<Chain.Link> last = last(country);
        Hash previous =
                last.map(Chain.Link::hash).orElseGet(() -> chains.of(country).start());
        long seq = last.map(Chain.Link::seq).orElse(0L);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant sealedAt = last.map(Chain.Link::sealedAt).filter(now::isBefore).orElse(now);
        List<Sealed> sealed = new ArrayList<>();
        for (Entry entry : entries(country, waiting)) {
            Chain.Link link = Chain.Link.after(previous, ++seq, sealedAt, entry.digest());
            sealed.add(new Sealed(entry.id().id(), link));
            previous = link.hash();
        }
        append(country, sealed);
        jdbc.sql("DELETE FROM audit_pending WHERE country_code = :country AND event_id = ANY(:ids)")
                .param("country", country.code())
                .param("ids", waiting.toArray(UUID[]::new))
                .update();
        lost(country, waiting, sealed);
    }

    private Optional<Chain.Link> last(Country country) {
        return jdbc.sql("""
                        SELECT seq, sealed_at, digest, hash FROM audit_link
                         WHERE country_code = :country ORDER BY seq DESC LIMIT 1
                        """)
                .param("country", country.code())
                .query((row, n) -> link(row))
                .optional();
    }

    static Chain.Link link(ResultSet row) throws SQLException {
        return new Chain.Link(
                row.getLong("seq"),
                row.getTimestamp("sealed_at").toInstant(),
                Hash.of(row.getBytes("digest")),
                Hash.of(row.getBytes("hash")));
    }

    private List<Entry> entries(Country country, List<UUID> waiting) {
        return jdbc.sql("""
                        SELECT id, country_code, at, actor, roles, action, object, detail, trace_id FROM audit_event
                         WHERE country_code = :country AND id = ANY(:ids) ORDER BY id
                        """)
                .param("country", country.code())
                .param("ids", waiting.toArray(UUID[]::new))
                .query((row, n) -> entry(row))
                .list();
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new EntryId(row.getObject("id", UUID.class), row.getString("country_code")),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("roles"),
                row.getString("action"),
                row.getString("object"),
                row.getString("detail"),
                row.getString("trace_id"));
    }

    private void append(Country country, List<Sealed> sealed) {
        if (sealed.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO audit_link (seq, country_code, event_id, sealed_at, digest, hash)
                        SELECT l.seq, :country, l.event, CAST(:at AS timestamptz), l.digest, l.hash
                          FROM unnest(CAST(:seqs AS bigint[]), CAST(:events AS uuid[]), CAST(:digests AS bytea[]),
                                      CAST(:hashes AS bytea[])) AS l(seq, event, digest, hash)
                        """)
                .param("country", country.code())
                .param("at", Timestamp.from(sealed.getFirst().link().sealedAt()))
                .param("seqs", sealed.stream().map(s -> s.link().seq()).toArray(Long[]::new))
                .param("events", sealed.stream().map(Sealed::event).toArray(UUID[]::new))
                .param(
                        "digests",
                        sealed.stream().map(s -> s.link().digest().bytes()).toArray(byte[][]::new))
                .param(
                        "hashes",
                        sealed.stream().map(s -> s.link().hash().bytes()).toArray(byte[][]::new))
                .update();
    }

    /** An entry that was announced and is gone can have been taken away by somebody with more rights than ours only. */
    private void lost(Country country, List<UUID> waiting, List<Sealed> sealed) {
        if (sealed.size() == waiting.size()) {
            return;
        }
        Set<UUID> gone = new LinkedHashSet<>(waiting);
        sealed.forEach(one -> gone.remove(one.event()));
        for (UUID id : gone) {
            String entry = new EntryId(id, country.code()).toString();
            LOG.error("the audit entry {} was there and is gone", entry);
            audit.record(country, "audit.entry-lost", "audit-sealer", entry, "gone before it was sealed");
        }
    }
}
