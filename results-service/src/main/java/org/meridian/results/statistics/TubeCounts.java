package org.meridian.results.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.data.EveryRegion;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts tubes by their newest revision, each region's on its own node. */
@Repository
class TubeCounts {

    private final EveryRegion everyRegion;

    TubeCounts(EveryRegion everyRegion) {
        this.everyRegion = everyRegion;
    }

    /**
     * What is to be counted.
     *
     * @param until the day after the last one
     * @param settledAfter what was recorded later after its day's end is not counted; zero: everything is
     * @param timeout of each statement, whole seconds
     * @param most groups read at most; more are refused
     */
    record Wanted(
            LocalDate from,
            LocalDate until,
            boolean byDivision,
            @Nullable Country country,
            Duration settledAfter,
            Duration timeout,
            int most) {

        Wanted within(LocalDate first, LocalDate end) {
            return new Wanted(first, end, byDivision, country, settledAfter, timeout, most);
        }
    }

    private record Group(Country country, LocalDate day, String division, boolean pool, Outcome outcome) {}

    private record Counts(Group group, Tally tally) {}

    /**
     * @param missing regions that are known not to be readable
     * @throws ProblemException 400 when there are more groups than wanted
     */
    EveryRegion.Found<Counted> count(Wanted wanted, Collection<String> missing) {
        EveryRegion.Found<Counts> found = everyRegion.read((analysts, names) -> read(analysts, names, wanted), missing);
        if (found.rows().size() > wanted.most()) {
            throw tooMuch(); // of at least one region only a part was read
        }
        Map<Group, Tally> merged = new LinkedHashMap<>();
        found.rows().forEach(counts -> merged.merge(counts.group(), counts.tally(), Tally::plus));
        List<Counted> counted = merged.entrySet().stream()
                .filter(group -> group.getValue().tubes() > 0)
                .map(group -> counted(group.getKey(), group.getValue()))
                .toList();
        return new EveryRegion.Found<>(counted, found.missingRegions());
    }

    static ProblemException tooMuch() {
        return ProblemException.invalid("to", "Fewer days, or one country: the answer would be too long.");
    }

    private static Counted counted(Group group, Tally tally) {
        return new Counted(group.country(), group.day(), group.division(), group.pool(), group.outcome(), tally);
    }

    /**
     * All rows, less those that a correction named: that reads what lies in the days, and the few corrections, once. A
     * correction keeps the time of its test, so both lie in the same day. A time zone given as an interval has no
     * collation, so the other nodes may count by the day themselves.
     */
    @CrossRegion
    private static List<Counts> read(JdbcClient analysts, EveryRegion.Names names, Wanted wanted) {
        String division = wanted.byDivision() ? ", r.division" : "";
        String text = """
                SELECT r.country_code, CAST(r.tested_at AT TIME ZONE INTERVAL '0' AS date) AS day,
                       r.capacity > 1 AS pool, r.outcome, count(*), sum(r.people)%1$s
                  FROM %2$s r
                 WHERE r.tested_at >= CAST(:from AS timestamptz) AND r.tested_at < CAST(:until AS timestamptz)
                   %4$s %6$s
                 GROUP BY r.country_code, day, pool, r.outcome%1$s
                UNION ALL
                SELECT r.country_code, CAST(r.tested_at AT TIME ZONE INTERVAL '0' AS date) AS day,
                       r.capacity > 1 AS pool, r.outcome, -count(*), -sum(r.people)%1$s
                  FROM %3$s c JOIN %2$s r ON r.id = c.corrects AND r.country_code = c.country_code
                 WHERE c.revision > 0
                   AND c.tested_at >= CAST(:from AS timestamptz) AND c.tested_at < CAST(:until AS timestamptz)
                   %5$s %7$s
                 GROUP BY r.country_code, day, pool, r.outcome%1$s
                 LIMIT :most
                """.formatted(
                        division,
                        names.of("tube_result"),
                        names.of("tube_result"),
                        settled(wanted, "r"),
                        settled(wanted, "c"),
                        wanted.country() == null ? "" : "AND r.country_code = :country",
                        wanted.country() == null ? "" : "AND c.country_code = :country AND r.country_code = :country");
        JdbcClient.StatementSpec statement = analysts.sql(text)
                .withQueryTimeout((int) wanted.timeout().toSeconds())
                .param("from", midnight(wanted.from()))
                .param("until", midnight(wanted.until()))
                .param("settled", (double) wanted.settledAfter().toSeconds())
                .param("most", wanted.most() + 1);
        if (wanted.country() != null) {
            statement = statement.param("country", wanted.country().code());
        }
        return statement.query((row, n) -> counts(row, wanted.byDivision())).list();
    }

    /** Only what was recorded before the day of a row's test was settled. */
    private static String settled(Wanted wanted, String row) {
        return wanted.settledAfter().isZero() ? "" : """
                AND %1$s.recorded_at < ((CAST(CAST(%1$s.tested_at AT TIME ZONE INTERVAL '0' AS date) AS timestamp)
                    + make_interval(days => 1, secs => CAST(:settled AS double precision))) AT TIME ZONE INTERVAL '0')
                """.formatted(row).strip();
    }

    private static Timestamp midnight(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Counts counts(ResultSet row, boolean byDivision) throws SQLException {
        @Nullable String division = byDivision ? row.getString(7) : null;
        Group group = new Group(
                Country.of(row.getString(1)),
                row.getObject(2, LocalDate.class),
                division == null || division.equals(Block.OTHER) ? "" : division,
                row.getBoolean(3),
                Outcome.valueOf(row.getString(4)));
        return new Counts(group, new Tally(row.getLong(5), row.getLong(6)));
    }
}
