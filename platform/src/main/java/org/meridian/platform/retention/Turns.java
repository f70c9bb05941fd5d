package org.meridian.platform.retention;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who removes what a country has kept long enough, and up to which of its days it is done. */
final class Turns {

    /** A worker who has not been heard of for so long is dead. */
    static final Duration SILENT = Duration.ofMinutes(2);

    private static final String JOB = "days";

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final Clock clock;

    Turns(JdbcClient jdbc, CountryTransactions transactions, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Up to which day each country of a partition is done; the partition is addressed by its name, one statement for all. */
    Map<Country, LocalDate> done(Partition partition) {
        Map<Country, LocalDate> done = new HashMap<>();
        jdbc.sql("SELECT country_code, day FROM " + partition.of("retention_turn")
                        + " WHERE job = :job AND finished_at IS NOT NULL")
                .param("job", JOB)
                .query(row -> {
                    done.put(Country.of(row.getString(1)), row.getDate(2).toLocalDate());
                });
        return done;
    }

    /** @param again also when the day is done already
     *  @return whether it is this worker's now */
    boolean take(Country country, LocalDate day, UUID worker, boolean again) {
        return transactions.write(
                country, () -> insert(country, day, worker) == 1 || takeOver(country, day, worker, again) == 1);
    }

    private int insert(Country country, LocalDate day, UUID worker) {
        return jdbc.sql("""
                        INSERT INTO retention_turn (job, country_code, day, worker, heard_at, removed)
                        VALUES (:job, :country, :day, :worker, :now, 0)
                        ON CONFLICT DO NOTHING
                        """)
                .param("job", JOB)
                .param("country", country.code())
                .param("day", Date.valueOf(day))
                .param("worker", worker)
                .param("now", now())
                .update();
    }

    private int takeOver(Country country, LocalDate day, UUID worker, boolean again) {
        return jdbc.sql("""
                        UPDATE retention_turn
                           SET day = :day, worker = :worker, heard_at = :now, finished_at = NULL, removed = 0
                         WHERE job = :job AND country_code = :country
                           AND CASE WHEN finished_at IS NULL THEN heard_at < :silent ELSE day < :day OR :again END
                        """)
                .param("job", JOB)
                .param("country", country.code())
                .param("day", Date.valueOf(day))
                .param("worker", worker)
                .param("now", now())
                .param("silent", Timestamp.from(clock.instant().minus(SILENT)))
                .param("again", again)
                .update();
    }

    /** @return whether it is still this worker's */
    boolean goesOn(Country country, UUID worker) {
        return jdbc.sql("""
                                UPDATE retention_turn SET heard_at = :now
                                 WHERE job = :job AND country_code = :country AND worker = :worker
                                """)
                        .param("job", JOB)
                        .param("country", country.code())
                        .param("worker", worker)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** @param detail how many rows of which rule, for the audit trail; nothing is told when nothing was removed */
    void finish(Country country, UUID worker, long removed, String detail) {
        transactions.run(country, () -> {
            int mine = jdbc.sql("""
                            UPDATE retention_turn SET heard_at = :now, finished_at = :now, removed = :removed
                             WHERE job = :job AND country_code = :country AND worker = :worker
                            """)
                    .param("job", JOB)
                    .param("country", country.code())
                    .param("worker", worker)
                    .param("removed", removed)
                    .param("now", now())
                    .update();
            if (mine == 1 && removed > 0) {
                audit.record(country, "retention.ran", "retention", worker.toString(), detail);
            }
        });
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
