package org.meridian.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.token.AuditKeys;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signs the chains that have grown, and shows what it signed to the other regions. */
final class Checkpoints {

    /** At the most so many links lie between an entry and the next checkpoint: an entry's proof has to list them. */
    static final int SPACING = 64;

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Clock clock;
    private final Chains chains;
    private final AuditKeys keys;
    private final Witnesses witnesses;
    private final List<Partition> partitions;

    Checkpoints(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Clock clock,
            Chains chains,
            AuditKeys keys,
            Witnesses witnesses,
            List<Partition> partitions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.chains = chains;
        this.keys = keys;
        this.witnesses = witnesses;
        this.partitions = partitions;
    }

    void sign() {
        for (Partition partition : partitions) {
            for (Country country : grown(partition)) {
                while (sign(country)) {
                    // a long chain without checkpoints, some hundred at a time
                }
            }
        }
    }

    /** The countries whose last link no checkpoint covers. */
    private List<Country> grown(Partition partition) {
        return jdbc.sql("""
                        SELECT c.code FROM unnest(CAST(:countries AS text[])) AS c(code)
                         WHERE (SELECT max(seq) FROM %s WHERE country_code = c.code)
                               > COALESCE((SELECT max(seq) FROM %s WHERE country_code = c.code), 0)
                        """.formatted(partition.of("audit_link"), partition.of("audit_checkpoint")))
                .param(
                        "countries",
                        partition.countries().stream().map(Country::code).toArray(String[]::new))
                .query((row, n) -> Country.of(row.getString(1)))
                .list();
    }

    /** Whether there is more. */
    private boolean sign(Country country) {
        List<Chain.Link> due = due(country);
        if (due.isEmpty()) {
            return false;
        }
        Chain chain = chains.of(country);
        List<Checkpoint> signed = due.stream().map(link -> sign(chain, link)).toList();
        try {
            transactions.run(country, () -> {
                append(country, signed);
                witnesses.show(chain, signed);
            });
        } catch (DuplicateKeyException e) {
            return false; // another instance signs, and shows what it signed
        }
        return due.size() == AT_ONCE;
    }

    /** Every sixty-fourth link since the last checkpoint, and the last one. */
    private List<Chain.Link> due(Country country) {
        return jdbc.sql("""
                        SELECT seq, sealed_at, digest, hash FROM audit_link
                         WHERE country_code = :country
                           AND seq > COALESCE((SELECT max(seq) FROM audit_checkpoint WHERE country_code = :country), 0)
                           AND (seq % :spacing = 0
                                OR seq = (SELECT max(seq) FROM audit_link WHERE country_code = :country))
                         ORDER BY seq LIMIT :limit
                        """)
                .param("country", country.code())
                .param("spacing", SPACING)
                .param("limit", AT_ONCE)
                .query((row, n) -> ChainRows.link(row))
                .list();
    }

    private Checkpoint sign(Chain chain, Chain.Link link) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = now.isBefore(link.sealedAt()) ? link.sealedAt() : now;
        AuditKeys.Signed signed = keys.sign(Checkpoint.message(chain, link.seq(), link.hash(), at));
        return new Checkpoint(link.seq(), link.hash(), at, signed.kid(), signed.signature());
    }

    private void append(Country country, List<Checkpoint> signed) {
        jdbc.sql("""
                        INSERT INTO audit_checkpoint (seq, country_code, hash, at, kid, signature)
                        SELECT c.seq, :country, c.hash, c.at, c.kid, c.signature
                          FROM unnest(CAST(:seqs AS bigint[]), CAST(:hashes AS bytea[]), CAST(:ats AS timestamptz[]),
                                      CAST(:kids AS text[]), CAST(:signatures AS bytea[]))
                            AS c(seq, hash, at, kid, signature)
                        """)
                .param("country", country.code())
                .param("seqs", signed.stream().map(Checkpoint::seq).toArray(Long[]::new))
                .param("hashes", signed.stream().map(c -> c.hash().bytes()).toArray(byte[][]::new))
                .param("ats", signed.stream().map(c -> c.at().toString()).toArray(String[]::new))
                .param("kids", signed.stream().map(Checkpoint::kid).toArray(String[]::new))
                .param("signatures", signed.stream().map(Checkpoint::signature).toArray(byte[][]::new))
                .update();
    }

    static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getLong("seq"),
                Hash.of(row.getBytes("hash")),
                row.getTimestamp("at").toInstant(),
                row.getString("kid"),
                row.getBytes("signature"));
    }
}
