package org.meridian.registration.otp;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A part of statements that count and do what is counted at once, if all of it is within its limits; if not, they do
 * nothing but hold the counts' rows, and {@link Counts} decides one by one. It stands behind a common table expression
 * {@code wanted (counted, slot, spread, times, most)}, where zero times asks only whether there is room, and what follows it asks {@code within.yes}.
 *
 * @param now when it is counted
 * @param start of the window
 * @param window its length
 */
record Counting(Instant now, Instant start, Duration window) {

    /**
     * The table is the country's partition. Rows of the slots that are counted in are held in one order, so that none wait
     * in a ring; of a count that is spread over rows, the others are read as they are.
     */
    static final String SQL = """
            held AS MATERIALIZED (
                SELECT c.counted, GREATEST(c.window_start, :start) AS since,
                       CASE WHEN c.window_start >= :start THEN c.in_window ELSE 0 END AS in_window,
                       CASE WHEN c.window_start >= :start THEN c.in_previous
                            WHEN c.window_start >= :before THEN c.in_window
                            ELSE 0 END AS in_previous,
                       CASE WHEN c.window_start > :start THEN 1 ELSE CAST(:overlap AS float8) END AS overlap
                  FROM {otp_count} c JOIN wanted w ON w.counted = c.counted AND w.slot = c.slot
                 WHERE c.counted = ANY(ARRAY(SELECT counted FROM wanted)) AND c.country_code = :country
                 ORDER BY c.counted
                   FOR UPDATE OF c),
            others AS (
                SELECT c.counted, sum(CASE WHEN c.window_start >= :start THEN c.in_window ELSE 0 END) AS in_window,
                       sum(CASE WHEN c.window_start >= :start THEN c.in_previous
                                WHEN c.window_start >= :before THEN c.in_window
                                ELSE 0 END) AS in_previous
                  FROM {otp_count} c JOIN wanted w ON w.counted = c.counted AND w.slot <> c.slot
                 WHERE c.counted = ANY(ARRAY(SELECT counted FROM wanted WHERE spread)) AND c.country_code = :country
                 GROUP BY c.counted),
            within AS MATERIALIZED (
                SELECT NOT EXISTS (
                    SELECT FROM wanted w
                           LEFT JOIN held h ON h.counted = w.counted
                           LEFT JOIN others o ON o.counted = w.counted
                     WHERE w.times + coalesce(h.in_window, 0) + coalesce(o.in_window, 0)
                           + coalesce(h.in_previous * h.overlap, 0)
                           + coalesce(o.in_previous * CAST(:overlap AS float8), 0) > w.most) AS yes),
            kept AS (
                UPDATE {otp_count} c
                   SET in_window = h.in_window + w.times, in_previous = h.in_previous, window_start = h.since
                  FROM wanted w JOIN held h ON h.counted = w.counted, within
                 WHERE within.yes AND w.times > 0 AND c.counted = w.counted AND c.slot = w.slot
                   AND c.counted = ANY(ARRAY(SELECT counted FROM wanted)) AND c.country_code = :country),
            fresh AS (
                INSERT INTO {otp_count} (counted, slot, country_code, window_start, in_window, in_previous)
                SELECT w.counted, w.slot, :country, CAST(:start AS timestamptz), w.times, 0
                  FROM wanted w, within
                 WHERE within.yes AND w.times > 0 AND NOT EXISTS (SELECT FROM held h WHERE h.counted = w.counted)
                 ORDER BY w.counted
                ON CONFLICT DO NOTHING
                RETURNING counted)""";

    /** Whether no count came meanwhile that was not there to be held: if one did, all is rolled back and looked at again. */
    static final String WHOLE = """
            NOT EXISTS (SELECT FROM wanted WHERE times > 0 AND counted NOT IN (
                            SELECT counted FROM held UNION ALL SELECT counted FROM fresh)) AS whole""";

    static Counting at(Instant now, Duration window) {
        long millis = window.toMillis();
        return new Counting(now, Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis), window);
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        double passed = (double) Duration.between(start, now).toMillis() / window.toMillis();
        return statement
                .param("start", Timestamp.from(start))
                .param("before", Timestamp.from(start.minus(window)))
                .param("overlap", 1 - Math.clamp(passed, 0, 1));
    }

    /** To be tried again in another transaction: somebody else counted for the first time meanwhile. */
    static CannotAcquireLockException overtaken() {
        return new CannotAcquireLockException("a count came meanwhile", new java.sql.SQLException("again", "40001"));
    }
}
