package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meridian.platform.erasure.PersonalRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of a service that hold something of people, by the catalogue: each must be emptied by an erasure, or stand
 * here or in the service's own list with the reason why it need not.
 */
public final class PeopleTables {

    /** Names of columns that may tell of a person. Staff who act are no residents: {@code staff_id} is not among them. */
    private static final String OF_PEOPLE =
            "resident|person|subject|member|phone|national_id|birth|actor|object|payload|body"
                    + "|caller|visitor|patient|contact|recipient";

    /** Every service's. */
    private static final Map<String, String> PLATFORM = Map.of(
            "outbox",
            "delivered within seconds and deleted then; masked forms and ids only",
            "idempotency_key",
            "the answer is sealed under the caller's own key, which is not kept; goes after days",
            "audit_event",
            "insert only: who acted on whom, by ids that lead to nobody after an erasure",
            "erased_resident",
            "the memory of erasures itself");

    private PeopleTables() {}

    /** @param exempt the service's own tables that stay, each with the reason */
    public static void assertErased(JdbcClient jdbc, Collection<PersonalRows> erased, Map<String, String> exempt) {
        Map<String, Set<String>> found = new TreeMap<>();
        jdbc.sql("""
                        SELECT c.relname, a.attname
                          FROM pg_class c
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
                           AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                           AND a.attname ~ :ofPeople
                        """).param("ofPeople", OF_PEOPLE).query(row -> {
            found.computeIfAbsent(row.getString(1), t -> new TreeSet<>()).add(row.getString(2));
        });
        assertThat(found).isNotEmpty();
        Map<String, String> reasons = new HashMap<>(PLATFORM);
        reasons.putAll(exempt);
        Set<String> handled = new HashSet<>(reasons.keySet());
        erased.forEach(rows -> handled.add(rows.table()));
        Map<String, Set<String>> forgotten = new TreeMap<>(found);
        forgotten.keySet().removeAll(handled);
        assertThat(forgotten)
                .as("tables with columns of people that no erasure empties: give each a PersonalRows bean, or a reason")
                .isEmpty();
        assertThat(reasons.values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(10));
        List<String> tables = jdbc.sql("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'f')")
                .query(String.class)
                .list();
        assertThat(tables).containsAll(handled);
    }
}
