package org.meridian.platform.idempotency;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.Refused;
import org.meridian.platform.commit.Rider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the keys of requests that a group commit serves together: one statement for all of them, in the transaction of
 * what they guard. Whoever has a key that is there already is undone, and only they.
 */
final class KeyRows implements Rider<Optional<KeyRows.Row>> {

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first answer to a key, its body sealed. */
    record Row(Key key, int status, @Nullable String location, byte @Nullable [] body) {}

    /** The key was written by another request before; what this one did is rolled back. */
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("another request has the key", null, false, false);
        }
    }

    /** @param rows none for a request that is refused: its key stays free */
    @Override
    public void write(Country country, List<Optional<Row>> rows) {
        List<Row> kept = rows.stream().flatMap(Optional::stream).toList();
        if (!kept.isEmpty() && insert(country, kept) < kept.size()) {
            throw overtaken(country, rows, kept);
        }
    }

    /** @throws Overtaken when the key is there already */
    void writeOne(Country country, Row row) {
        if (insert(country, List.of(row)) == 0) {
            throw new Overtaken();
        }
    }

    private int insert(Country country, List<Row> rows) {
        return jdbc.sql("""
                        INSERT INTO idempotency_key
                               (key_hash, country_code, request_hash, status, location, body, created_at)
                        SELECT k.key_hash, :country, k.request_hash, k.status, k.location, k.body,
                               CAST(:now AS timestamptz)
                          FROM unnest(CAST(:keys AS bytea[]), CAST(:requests AS bytea[]), CAST(:statuses AS int[]),
                                      CAST(:locations AS text[]), CAST(:bodies AS bytea[]))
                            AS k(key_hash, request_hash, status, location, body)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("keys", bytes(rows, row -> row.key().hash()))
                .param("requests", bytes(rows, row -> row.key().requestHash()))
                .param("statuses", rows.stream().map(Row::status).toArray(Integer[]::new))
                .param("locations", rows.stream().map(Row::location).toArray(String[]::new))
                .param("bodies", bytes(rows, Row::body))
                .update();
    }

    /** Whose row is there and is not the own: sealed twice, the same answer is never the same bytes. */
    private Refused overtaken(Country country, List<Optional<Row>> rows, List<Row> kept) {
        Map<String, byte[]> there = new HashMap<>();
        jdbc.sql("SELECT key_hash, body FROM idempotency_key WHERE key_hash = ANY(:keys) AND country_code = :country")
                .param("keys", bytes(kept, row -> row.key().hash()))
                .param("country", country.code())
                .query(row -> {
                    there.put(Key.name(row.getBytes(1)), row.getBytes(2));
                });
        Map<Integer, Overtaken> lost = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<Row> row = rows.get(i);
            if (row.isPresent()
                    && !Arrays.equals(
                            there.get(row.get().key().name()), row.get().body())) {
                lost.put(i, new Overtaken());
            }
        }
        return new Refused(lost);
    }

    private static byte[][] bytes(List<Row> rows, Function<Row, byte @Nullable []> value) {
        List<byte @Nullable []> column = new ArrayList<>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column.toArray(byte[][]::new);
    }
}
