package org.meridian.registration.otp;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.meridian.db.topology.Country;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often something was done within a sliding window, counted in the country's own database, so over all instances and
 * gateways. A window slides by weighing the one before: of the previous window counts what the last {@code window} still
 * overlaps. Each count is one row that is locked until the transaction ends, so racing requests are counted one by one.
 */
@Component
class Counts {

    private static final int ATTEMPTS = 4;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    Counts(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What is counted.
     *
     * @param kind and of whom; stored as a keyed index only
     * @param slots over how many rows the count is spread; what everybody shares would be a queue otherwise
     */
    record Counted(Country country, String kind, String whose, int slots) {

        private String text() {
            return kind + " " + whose;
        }
    }

    private record Row(int inWindow, int inPrevious, Instant start) {}

    /**
     * Counts once more, in a write transaction of the country; rolled back it was never counted.
     *
     * @return empty within the limit, else how long to wait before one more is within it
     */
    Optional<Duration> add(Counted counted, int limit, Duration window) {
        Instant now = clock.instant();
        Instant start = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), window.toMillis()) * window.toMillis());
        byte[] key = vault.index(counted.country(), Purpose.COUNT, counted.text());
        int slot = counted.slots() == 1 ? 0 : ThreadLocalRandom.current().nextInt(counted.slots());
        Row row = addTo(key, slot, counted, start, window);
        if (counted.slots() > 1) {
            row = all(key, counted, row.start(), window);
        }
        double passed = Math.clamp((double) Duration.between(row.start(), now).toMillis() / window.toMillis(), 0, 1);
        if (row.inWindow() + row.inPrevious() * (1 - passed) <= limit) {
            return Optional.empty();
        }
        return Optional.of(wait(row, limit, passed, window));
    }

    /** Until the weighed sum is low enough for one more; what was refused is not counted. */
    private static Duration wait(Row row, int limit, double passed, Duration window) {
        int before = row.inWindow() - 1;
        double windows = before < limit
                ? 1 - (double) (limit - 1 - before) / Math.max(1, row.inPrevious()) - passed
                : 1 - passed + 1 - (double) (limit - 1) / before;
        return Duration.ofMillis((long) (Math.max(0, windows) * window.toMillis()))
                .plusSeconds(1);
    }

    private Row addTo(byte[] key, int slot, Counted counted, Instant start, Duration window) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> present = update(key, slot, counted, start, window);
            if (present.isPresent()) {
                return present.get();
            }
            if (insert(key, slot, counted, start)) {
                return new Row(1, 0, start);
            }
        }
        throw new IllegalStateException("a count comes and goes");
    }

    /** No ON CONFLICT DO UPDATE: the row may lie on another region's node, where it is not to be had. */
    private Optional<Row> update(byte[] key, int slot, Counted counted, Instant start, Duration window) {
        return jdbc.sql("""
                        UPDATE otp_count
                           SET in_previous = CASE WHEN window_start >= :start THEN in_previous
                                                  WHEN window_start >= :before THEN in_window
                                                  ELSE 0 END,
                               in_window = CASE WHEN window_start >= :start THEN in_window + 1 ELSE 1 END,
                               window_start = GREATEST(window_start, :start)
                         WHERE counted = :key AND slot = :slot AND country_code = :country
                        RETURNING in_window, in_previous, window_start
                        """)
                .param("start", Timestamp.from(start))
                .param("before", Timestamp.from(start.minus(window)))
                .param("key", key)
                .param("slot", slot)
                .param("country", counted.country().code())
                .query((row, n) -> new Row(
                        row.getInt(1), row.getInt(2), row.getTimestamp(3).toInstant()))
                .optional();
    }

    private boolean insert(byte[] key, int slot, Counted counted, Instant start) {
        return jdbc.sql("""
                        INSERT INTO otp_count (counted, slot, country_code, window_start, in_window, in_previous)
                        VALUES (:key, :slot, :country, :start, 1, 0)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("key", key)
                        .param("slot", slot)
                        .param("country", counted.country().code())
                        .param("start", Timestamp.from(start))
                        .update()
                == 1;
    }

    private Row all(byte[] key, Counted counted, Instant start, Duration window) {
        return jdbc.sql("""
                        SELECT coalesce(sum(CASE WHEN window_start >= :start THEN in_window ELSE 0 END), 0),
                               coalesce(sum(CASE WHEN window_start >= :start THEN in_previous
                                                 WHEN window_start >= :before THEN in_window
                                                 ELSE 0 END), 0)
                          FROM otp_count
                         WHERE counted = :key AND country_code = :country
                        """)
                .param("start", Timestamp.from(start))
                .param("before", Timestamp.from(start.minus(window)))
                .param("key", key)
                .param("country", counted.country().code())
                .query((row, n) -> new Row(row.getInt(1), row.getInt(2), start))
                .single();
    }

    /** Removes counts of somebody who is erased. */
    void forget(List<Counted> gone) {
        for (Counted counted : gone) {
            jdbc.sql("DELETE FROM otp_count WHERE counted = :key AND country_code = :country")
                    .param("key", vault.index(counted.country(), Purpose.COUNT, counted.text()))
                    .param("country", counted.country().code())
                    .update();
        }
    }
}
