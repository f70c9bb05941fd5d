package org.meridian.platform.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Partition;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows in which a resident's id stands, in every table of a service's schema, as a backup has them; they can be put
 * back as a restore does it. Found as text in whichever column, so nothing has to be told where to look.
 */
public final class Copy {

    /** They tell of the id for good, or of nobody: see {@link PeopleTables}. */
    private static final Set<String> KEPT =
            Set.of("outbox", "inbox", "idempotency_key", "audit_event", "audit_pending");

    private final String service;
    private final ResidentId resident;
    private final Map<String, List<String>> rows;

    private Copy(String service, ResidentId resident) {
        this.service = service;
        this.resident = resident;
        this.rows = read();
    }

    /** What is there now. */
    public static Copy of(String service, ResidentId resident) {
        return new Copy(service, resident);
    }

    /** How many rows each table has, those with none left out. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach((table, some) -> counts.put(table, some.size()));
        return counts;
    }

    /** Makes it as it was when this copy was taken. */
    public void restore() {
        JdbcTemplate owner = owner();
        read().keySet()
                .forEach(table -> owner.update(
                        "DELETE FROM " + service + "." + table + " t WHERE country_code = ? AND t::text LIKE ?",
                        resident.countryCode(),
                        "%" + resident.id() + "%"));
        rows.forEach((table, some) -> {
            String key = primaryKey(owner, table).stream()
                    .map(column -> "t." + column + " = r." + column)
                    .collect(Collectors.joining(" AND "));
            some.forEach(row -> {
                owner.update(
                        "DELETE FROM %1$s.%2$s t USING jsonb_populate_record(NULL::%1$s.%2$s, ?::jsonb) r WHERE %3$s"
                                .formatted(service, table, key),
                        row);
                owner.update(
                        "INSERT INTO %1$s.%2$s SELECT * FROM jsonb_populate_record(NULL::%1$s.%2$s, ?::jsonb)"
                                .formatted(service, table),
                        row);
            });
        });
    }

    /** Keys are the partitions'. */
    private List<String> primaryKey(JdbcTemplate owner, String table) {
        Partition partition = TestCluster.shared().topology().partitionOf(resident.country());
        return owner.queryForList("""
                SELECT a.attname FROM pg_index i
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                 WHERE i.indisprimary AND i.indrelid = ?::regclass
                """, String.class, service + "." + partition.of(table));
    }

    private Map<String, List<String>> read() {
        JdbcTemplate owner = owner();
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<String> tables = owner.queryForList("""
                SELECT relname FROM pg_class
                 WHERE relkind = 'p' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) ORDER BY 1
                """, String.class, service);
        for (String table : tables) {
            if (!KEPT.contains(table)) {
                List<String> some = owner.queryForList(
                        "SELECT to_jsonb(t)::text FROM " + service + "." + table
                                + " t WHERE country_code = ? AND t::text LIKE ?",
                        String.class,
                        resident.countryCode(),
                        "%" + resident.id() + "%");
                if (!some.isEmpty()) {
                    found.put(table, some);
                }
            }
        }
        return found;
    }

    private JdbcTemplate owner() {
        TestCluster cluster = TestCluster.shared();
        return new JdbcTemplate(
                cluster.owner(cluster.topology().regionOf(resident.country()).name()));
    }
}
