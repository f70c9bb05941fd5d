package org.meridian.registration.rewrap;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.id.CountryId;
import org.meridian.registration.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every data key that is stored: of residents and of staff. A wrapped one begins with its wrapping key's number. */
@Component
class WrappedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(WrappedKeys.class);
    private static final List<String> TABLES = List.of("resident", "staff_account");
    private static final UUID FIRST = new UUID(0, 0);
    private static final int PREFIX = 5;

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Vault vault;
    private final Clock clock;

    WrappedKeys(JdbcClient jdbc, CountryTransactions transactions, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    private record Owner(UUID id, String countryCode) implements CountryId {}

    private record Row(Owner owner, byte[] wrapped) {}

    private record Fresh(UUID id, byte[] old, byte[] wrapped) {}

    /**
     * Wraps a country's keys anew that are not under the newest key, so many at a time, each batch in its own transaction.
     * A key that is changed or destroyed meanwhile stays as it is, and so does one that no key unwraps: one damaged row does
     * not keep the others waiting.
     *
     * @return how many could be
     */
    int renew(Country country, int batch) {
        int found = 0;
        for (String table : TABLES) {
            UUID after = FIRST;
            List<Row> rows;
            do {
                rows = old(table, country, after, batch);
                if (!rows.isEmpty()) {
                    found += renew(table, country, rows);
                    after = rows.getLast().owner().id();
                }
            } while (rows.size() == batch);
        }
        return found;
    }

    private List<Row> old(String table, Country country, UUID after, int batch) {
        return jdbc.sql("SELECT id, data_key FROM " + table + """
                         WHERE country_code = :country AND id > :after AND data_key IS NOT NULL
                           AND substring(data_key FROM 1 FOR 5) <> :prefix
                         ORDER BY id LIMIT :batch
                        """)
                .param("country", country.code())
                .param("after", after)
                .param("prefix", vault.primaryPrefix())
                .param("batch", batch)
                .query((row, n) -> new Row(new Owner(row.getObject(1, UUID.class), country.code()), row.getBytes(2)))
                .list();
    }

    private int renew(String table, Country country, List<Row> rows) {
        List<Fresh> fresh = new ArrayList<>();
        for (Row row : rows) {
            try {
                vault.rewrap(row.owner(), row.wrapped())
                        .ifPresent(wrapped -> fresh.add(new Fresh(row.owner().id(), row.wrapped(), wrapped)));
            } catch (IllegalStateException e) {
                LOG.warn("a data key in {} of {} opens with no key, and stays as it is", table, country);
            }
        }
        transactions.run(
                country,
                () -> jdbc.sql("UPDATE " + table + """
                         t SET data_key = v.fresh
                          FROM unnest(:ids, :old, :fresh) AS v(id, old, fresh)
                         WHERE t.id = v.id AND t.country_code = :country AND t.data_key = v.old
                        """)
                        .param("ids", fresh.stream().map(Fresh::id).toArray(UUID[]::new))
                        .param("old", fresh.stream().map(Fresh::old).toArray(byte[][]::new))
                        .param("fresh", fresh.stream().map(Fresh::wrapped).toArray(byte[][]::new))
                        .param("country", country.code())
                        .update());
        return fresh.size();
    }

    /** How many things in a partition need each key: data keys, and phones that still wait for their code. */
    Map<Integer, Long> needing(Partition partition) {
        Map<Integer, Long> needing = new TreeMap<>();
        for (String table : TABLES) {
            count(
                    jdbc.sql("SELECT substring(data_key FROM 1 FOR 5), count(*) FROM " + partition.of(table)
                            + " WHERE data_key IS NOT NULL GROUP BY 1"),
                    needing);
        }
        count(
                jdbc.sql("SELECT substring(phone FROM 1 FOR 5), count(*) FROM " + partition.of("otp_challenge")
                                + " WHERE used_at IS NULL AND expires_at > :now GROUP BY 1")
                        .param("now", Timestamp.from(clock.instant())),
                needing);
        return needing;
    }

    private static void count(JdbcClient.StatementSpec statement, Map<Integer, Long> into) {
        statement.query(row -> {
            byte[] prefix = row.getBytes(1);
            int key = prefix.length == PREFIX
                    ? ByteBuffer.wrap(prefix, 1, Integer.BYTES).getInt()
                    : 0;
            into.merge(key, row.getLong(2), Long::sum);
        });
    }
}
