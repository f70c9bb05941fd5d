package org.meridian.registration.otp;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of counts. No ON CONFLICT DO UPDATE: a row may lie on another region's node, where it is not to be had. */
@Repository
class CountRows {

    private static final int ATTEMPTS = 4;

    private final JdbcClient jdbc;

    CountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads counts that are one row each, and keeps their rows until the transaction ends. */
    void hold(Country country, Instant start, Duration window, Map<ByteBuffer, Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        SELECT counted, GREATEST(window_start, :start) AS since,
                               CASE WHEN window_start >= :start THEN in_window ELSE 0 END AS in_window,
                               CASE WHEN window_start >= :start THEN in_previous
                                    WHEN window_start >= :before THEN in_window
                                    ELSE 0 END AS in_previous
                          FROM otp_count
                         WHERE counted = ANY(CAST(:keys AS bytea[])) AND slot = 0 AND country_code = :country
                         ORDER BY counted
                           FOR UPDATE
                        """)
                .param("start", Timestamp.from(start))
                .param("before", Timestamp.from(start.minus(window)))
                .param("keys", counts.values().stream().map(Count::key).toArray(byte[][]::new))
                .param("country", country.code())
                .query(row -> {
                    Objects.requireNonNull(counts.get(ByteBuffer.wrap(row.getBytes("counted"))))
                            .stored(
                                    row.getTimestamp("since").toInstant(),
                                    row.getInt("in_window"),
                                    row.getInt("in_previous"));
                });
    }

    /** Reads a count that is spread over many rows, as it is about now. */
    void sum(Country country, Instant start, Duration window, Count count) {
        jdbc.sql("""
                        SELECT coalesce(sum(CASE WHEN window_start >= :start THEN in_window ELSE 0 END), 0),
                               coalesce(sum(CASE WHEN window_start >= :start THEN in_previous
                                                 WHEN window_start >= :before THEN in_window
                                                 ELSE 0 END), 0)
                          FROM otp_count
                         WHERE counted = :key AND country_code = :country
                        """)
                .param("start", Timestamp.from(start))
                .param("before", Timestamp.from(start.minus(window)))
                .param("key", count.key())
                .param("country", country.code())
                .query(row -> {
                    count.stored(start, row.getInt(1), row.getInt(2));
                });
    }

    /** Writes counts whose rows are held. */
    void update(Country country, List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE otp_count c
                           SET in_window = n.in_window, in_previous = n.in_previous, window_start = n.since
                          FROM unnest(CAST(:keys AS bytea[]), CAST(:windows AS int[]), CAST(:previous AS int[]),
                                      CAST(:since AS timestamptz[])) AS n(counted, in_window, in_previous, since)
                         WHERE c.counted = n.counted AND c.counted = ANY(CAST(:keys AS bytea[])) AND c.slot = 0
                           AND c.country_code = :country
                        """)
                .param("country", country.code())
                .param("keys", counts.stream().map(Count::key).toArray(byte[][]::new))
                .param("windows", column(counts, Count::inWindow))
                .param("previous", column(counts, Count::inPrevious))
                .param("since", column(counts, Count::start))
                .update();
    }

    /** @return how many were written; those that have a row by now are not */
    int insert(Country country, List<Count> counts) {
        if (counts.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        INSERT INTO otp_count (counted, slot, country_code, window_start, in_window, in_previous)
                        SELECT n.counted, 0, :country, n.since, n.in_window, 0
                          FROM unnest(CAST(:keys AS bytea[]), CAST(:windows AS int[]), CAST(:since AS timestamptz[]))
                            AS n(counted, in_window, since)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("keys", counts.stream().map(Count::key).toArray(byte[][]::new))
                .param("windows", column(counts, Count::inWindow))
                .param("since", column(counts, Count::start))
                .update();
    }

    /** Adds what came to one of many rows. */
    void addToSome(Country country, Instant start, Duration window, Count count, int slots) {
        int slot = ThreadLocalRandom.current().nextInt(slots);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (add(country, start, window, count, slot) || insert(country, start, count, slot)) {
                return;
            }
        }
        throw new IllegalStateException("a count comes and goes");
    }

    private boolean add(Country country, Instant start, Duration window, Count count, int slot) {
        return jdbc.sql("""
                        UPDATE otp_count
                           SET in_previous = CASE WHEN window_start >= :start THEN in_previous
                                                  WHEN window_start >= :before THEN in_window
                                                  ELSE 0 END,
                               in_window = CASE WHEN window_start >= :start THEN in_window + :added ELSE :added END,
                               window_start = GREATEST(window_start, :start)
                         WHERE counted = :key AND slot = :slot AND country_code = :country
                        """)
                        .param("start", Timestamp.from(start))
                        .param("before", Timestamp.from(start.minus(window)))
                        .param("added", count.added())
                        .param("key", count.key())
                        .param("slot", slot)
                        .param("country", country.code())
                        .update()
                == 1;
    }

    private boolean insert(Country country, Instant start, Count count, int slot) {
        return jdbc.sql("""
                        INSERT INTO otp_count (counted, slot, country_code, window_start, in_window, in_previous)
                        VALUES (:key, :slot, :country, :start, :added, 0)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("key", count.key())
                        .param("slot", slot)
                        .param("country", country.code())
                        .param("start", Timestamp.from(start))
                        .param("added", count.added())
                        .update()
                == 1;
    }

    void delete(Country country, byte[] key) {
        jdbc.sql("DELETE FROM otp_count WHERE counted = :key AND country_code = :country")
                .param("key", key)
                .param("country", country.code())
                .update();
    }

    private static String[] column(List<Count> counts, Function<Count, Object> value) {
        return counts.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
