package org.meridian.sharing.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One reading an hour per unit. The database decides: of readings that begin at once, one does. Units that begin at the same
 * time, as many do when an hour begins, are written together.
 */
@Repository
class Quota {

    static final Duration PERIOD = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final IdGenerator ids;
    private final Clock clock;
    private final GroupCommit<Beginning, Boolean> beginning;

    Quota(JdbcClient jdbc, CountryTransactions transactions, GroupCommits commits, IdGenerator ids, Clock clock) {
        this.beginning = commits.ofSingles("readings begun", this::beginAll);
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A unit that wants to begin a reading. */
    private record Beginning(UnitId unit, UUID reading) {}

    /** Begins a reading. @throws ProblemException 429 with when the next may begin */
    UUID begin(UnitId unit) {
        UUID reading = ids.nextUuid();
        if (!beginning.submit(unit.country(), new Beginning(unit, reading))) {
            throw used(unit, clock.instant());
        }
        return reading;
    }

    /** Of several of one unit the first begins. What is there before is repeated, its connection having been lost at the commit. */
    private List<Boolean> beginAll(Country country, List<Beginning> all) {
        Map<UnitId, UUID> first = new LinkedHashMap<>();
        all.forEach(one -> first.putIfAbsent(one.unit(), one.reading()));
        Instant now = clock.instant();
        Set<UUID> begun = new HashSet<>(jdbc.sql("""
                        WITH asked AS (
                                 SELECT * FROM unnest(CAST(:units AS uuid[]), CAST(:readings AS uuid[]))
                                     AS a(unit_id, reading_id)),
                             renewed AS (
                                 UPDATE unit_reading u SET reading_id = a.reading_id, begun_at = :now
                                   FROM asked a
                                  WHERE u.unit_id = a.unit_id AND u.unit_id = ANY(CAST(:units AS uuid[]))
                                    AND u.country_code = :country AND u.begun_at <= :latest
                                 RETURNING u.unit_id, u.reading_id),
                             first AS (
                                 INSERT INTO unit_reading (unit_id, country_code, reading_id, begun_at)
                                 SELECT a.unit_id, :country, a.reading_id, CAST(:now AS timestamptz)
                                   FROM asked a
                                  WHERE NOT EXISTS (SELECT FROM renewed r WHERE r.unit_id = a.unit_id)
                                 ON CONFLICT DO NOTHING
                                 RETURNING reading_id)
                        SELECT reading_id FROM renewed
                         UNION ALL SELECT reading_id FROM first
                         UNION ALL SELECT reading_id FROM unit_reading
                                    WHERE unit_id = ANY(CAST(:units AS uuid[])) AND country_code = :country
                                      AND reading_id = ANY(CAST(:readings AS uuid[]))
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(now))
                .param("latest", Timestamp.from(now.minus(PERIOD)))
                .param("units", first.keySet().stream().map(UnitId::id).toArray(UUID[]::new))
                .param("readings", first.values().toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        return all.stream().map(one -> begun.contains(one.reading())).toList();
    }

    private ProblemException used(UnitId unit, Instant now) {
        Instant next = jdbc.sql("SELECT begun_at FROM unit_reading WHERE unit_id = :unit AND country_code = :country")
                .param("unit", unit.id())
                .param("country", unit.countryCode())
                .query(Timestamp.class)
                .optional()
                .map(begun -> begun.toInstant().plus(PERIOD))
                .orElse(now);
        Duration wait = Duration.between(now, next).plusSeconds(1); // whole seconds, never too early
        return new ProblemException(
                        ProblemType.QUOTA_USED, "A unit may read once an hour; the next time at " + next + ".")
                .with("nextAt", next.toString())
                .retryAfter(wait.isNegative() ? Duration.ofSeconds(1) : wait);
    }

    /** @throws ProblemException 400 when this is not the unit's present reading, or its hour is over */
    void mustBePresent(UnitId unit, UUID reading) {
        boolean present = jdbc.sql("""
                                SELECT count(*) FROM unit_reading
                                 WHERE unit_id = :unit AND country_code = :country AND reading_id = :reading
                                   AND begun_at > :latest
                                """)
                        .param("unit", unit.id())
                        .param("country", unit.countryCode())
                        .param("reading", reading)
                        .param("latest", Timestamp.from(clock.instant().minus(PERIOD)))
                        .query(Integer.class)
                        .single()
                == 1;
        if (!present) {
            throw ReadingCursor.wrong();
        }
    }

    /** Takes back a reading that failed before it gave anything. */
    void giveBack(UnitId unit, UUID reading) {
        transactions.run(
                unit.country(),
                () -> jdbc.sql("""
                        DELETE FROM unit_reading
                         WHERE unit_id = :unit AND country_code = :country AND reading_id = :reading
                        """)
                        .param("unit", unit.id())
                        .param("country", unit.countryCode())
                        .param("reading", reading)
                        .update());
    }
}
