package org.meridian.sharing.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One reading an hour per unit. The database decides: of readings that begin at once, one does. */
@Repository
class Quota {

    static final Duration PERIOD = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final IdGenerator ids;
    private final Clock clock;

    Quota(JdbcClient jdbc, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins a reading. @throws ProblemException 429 with when the next may begin */
    UUID begin(UnitId unit) {
        UUID reading = ids.nextUuid();
        Instant now = clock.instant();
        boolean begun =
                transactions.write(unit.country(), () -> renew(unit, reading, now) || first(unit, reading, now));
        if (!begun) {
            throw used(unit, now);
        }
        return reading;
    }

    private boolean renew(UnitId unit, UUID reading, Instant now) {
        return jdbc.sql("""
                                UPDATE unit_reading SET reading_id = :reading, begun_at = :now
                                 WHERE unit_id = :unit AND country_code = :country AND begun_at <= :latest
                                """)
                        .param("reading", reading)
                        .param("now", Timestamp.from(now))
                        .param("unit", unit.id())
                        .param("country", unit.countryCode())
                        .param("latest", Timestamp.from(now.minus(PERIOD)))
                        .update()
                == 1;
    }

    private boolean first(UnitId unit, UUID reading, Instant now) {
        return jdbc.sql("""
                                INSERT INTO unit_reading (unit_id, country_code, reading_id, begun_at)
                                VALUES (:unit, :country, :reading, :now) ON CONFLICT DO NOTHING
                                """)
                        .param("unit", unit.id())
                        .param("country", unit.countryCode())
                        .param("reading", reading)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
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
