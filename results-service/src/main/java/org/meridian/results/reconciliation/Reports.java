package org.meridian.results.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reports; a nightly one's row is also the claim to do it, so that one instance of several does. */
@Repository
class Reports {

    /** Who was not heard of for so long does not work any more. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final IdGenerator ids;
    private final Clock clock;

    Reports(JdbcClient jdbc, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** The right to do a reconciliation. */
    record Claim(ReconciliationId id, UUID worker) {}

    Claim onDemand(Country country) {
        Claim claim = new Claim(ids.next(country, ReconciliationId::new), ids.nextUuid());
        transactions.run(country, () -> insert(claim, Cause.ON_DEMAND, null));
        return claim;
    }

    /** The claim to a country's night; empty when somebody else does it or has done it. */
    Optional<Claim> nightly(Country country, LocalDate night) {
        Claim claim = new Claim(ids.next(country, ReconciliationId::new), ids.nextUuid());
        return transactions.write(
                country,
                () -> insert(claim, Cause.NIGHTLY, night) == 1
                        ? Optional.of(claim)
                        : takeOver(country, night, claim.worker()));
    }

    private int insert(Claim claim, Cause cause, @Nullable LocalDate night) {
        return jdbc.sql("""
                        INSERT INTO reconciliation (id, country_code, cause, night, worker, heard_at, started_at, compared,
                                                    missing, different, ahead, tubes, repaired)
                        VALUES (:id, :country, :cause, CAST(:night AS date), :worker, :now, :now, 0, 0, 0, 0, 0, 0)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", claim.id().id())
                .param("country", claim.id().countryCode())
                .param("cause", cause.name())
                .param("night", night == null ? null : night.toString())
                .param("worker", claim.worker())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Begins anew what a dead instance left, or what ended early. */
    private Optional<Claim> takeOver(Country country, LocalDate night, UUID worker) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE reconciliation
                           SET worker = :worker, heard_at = :now, finished_at = NULL, problem = NULL
                         WHERE night = CAST(:night AS date) AND country_code = :country
                           AND (finished_at IS NULL OR problem IS NOT NULL) AND heard_at < :silent
                        RETURNING id
                        """)
                .param("worker", worker)
                .param("now", Timestamp.from(now))
                .param("night", night.toString())
                .param("country", country.code())
                .param("silent", Timestamp.from(now.minus(SILENCE)))
                .query((row, n) ->
                        new Claim(new ReconciliationId(row.getObject(1, UUID.class), country.code()), worker))
                .optional();
    }

    /** @return whether the claim still holds */
    boolean progress(Claim claim, Counts counts) {
        return keep(claim, counts, false, null);
    }

    void finish(Claim claim, Counts counts, @Nullable String problem) {
        keep(claim, counts, true, problem);
    }

    private boolean keep(Claim claim, Counts counts, boolean end, @Nullable String problem) {
        Country country = claim.id().country();
        Timestamp now = Timestamp.from(clock.instant());
        return transactions.write(
                country,
                () -> jdbc.sql("""
                                UPDATE reconciliation
                                   SET heard_at = :now, finished_at = CAST(:finished AS timestamptz), problem = :problem,
                                       compared = :compared, missing = :missing, different = :different, ahead = :ahead,
                                       tubes = :tubes, repaired = :repaired
                                 WHERE id = :id AND country_code = :country AND worker = :worker
                                """)
                                .param("now", now)
                                .param("finished", end ? now : null)
                                .param("problem", problem)
                                .param("compared", counts.compared())
                                .param("missing", counts.missing())
                                .param("different", counts.different())
                                .param("ahead", counts.ahead())
                                .param("tubes", counts.tubes())
                                .param("repaired", counts.repaired())
                                .param("id", claim.id().id())
                                .param("country", country.code())
                                .param("worker", claim.worker())
                                .update()
                        == 1);
    }

    Optional<Report> find(ReconciliationId id) {
        return jdbc.sql("""
                        SELECT cause, started_at, finished_at, problem, compared, missing, different, ahead, tubes, repaired
                          FROM reconciliation
                         WHERE id = :id AND country_code = :country
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, n) -> report(id, row))
                .optional();
    }

    private static Report report(ReconciliationId id, ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new Report(
                id,
                id.countryCode(),
                Cause.valueOf(row.getString("cause")),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("problem"),
                new Counts(
                        row.getLong("compared"),
                        row.getLong("missing"),
                        row.getLong("different"),
                        row.getLong("ahead"),
                        row.getLong("tubes"),
                        row.getLong("repaired")));
    }
}
