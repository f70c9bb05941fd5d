package org.meridian.bench.placement.crossing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Partition;

/**
 * A write that leaves its country, or says not where it stays.
 *
 * @param name what is tried
 * @param sql with one {@code ?} for each value
 */
record Attempt(String name, String sql, List<Object> values) {

    private static final String INTO = "INSERT INTO inbox (event_id, country_code, received_at) ";

    /**
     * All of them, within a transaction of the first country.
     *
     * @param id of the rows that must never be
     */
    static List<Attempt> of(String home, String other, Partition away, String id) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("another country as a literal", INTO + "VALUES (ID, OTHER, now())");
        texts.put("a row of each", INTO + "VALUES (ID, HOME, now()), (gen_random_uuid(), OTHER, now())");
        texts.put("into the other partition by its name", INTO.replace("inbox", "AWAY") + "VALUES (ID, OTHER, now())");
        texts.put("from a query", INTO + "SELECT ID, OTHER, now() FROM inbox WHERE country_code = HOME");
        texts.put(
                "from a query without a country of its own",
                INTO + "SELECT ID, country_code, now() FROM inbox WHERE country_code <> HOME");
        texts.put("change another country's rows", "UPDATE inbox SET received_at = now() WHERE country_code = OTHER");
        texts.put("move rows to another country", "UPDATE inbox SET country_code = OTHER WHERE country_code = HOME");
        texts.put("change rows of both", "UPDATE inbox SET received_at = now() WHERE country_code IN (HOME, OTHER)");
        texts.put(
                "change rows of either",
                "UPDATE inbox SET received_at = now() WHERE country_code = HOME OR country_code = OTHER");
        texts.put("change rows of whom it may be", "UPDATE inbox SET received_at = now() WHERE event_id = ID");
        texts.put("delete another country's rows", "DELETE FROM inbox WHERE country_code = OTHER");
        texts.put("delete what is not of the country", "DELETE FROM inbox WHERE country_code <> HOME");
        texts.put("delete everything", "DELETE FROM inbox");
        texts.put(
                "in the middle of a query",
                "WITH gone AS (DELETE FROM inbox WHERE country_code = OTHER RETURNING event_id) SELECT count(*) FROM gone");
        texts.put(
                "two statements in one",
                INTO + "VALUES (gen_random_uuid(), HOME, now()); " + INTO + "VALUES (ID, OTHER, now())");
        texts.put(
                "merge",
                "MERGE INTO inbox i USING (SELECT 1) s ON i.country_code = OTHER WHEN NOT MATCHED THEN"
                        + " INSERT (event_id, country_code, received_at) VALUES (ID, OTHER, now())");
        texts.put("within a block of code", "DO $$BEGIN " + INTO + "VALUES (ID, OTHER, now()); END$$");
        texts.put("lock another country's rows", "SELECT event_id FROM inbox WHERE country_code = OTHER FOR UPDATE");
        List<Attempt> all = new ArrayList<>();
        all.add(new Attempt(
                "another country as a value", INTO + "VALUES (CAST(? AS uuid), ?, now())", List.of(id, other)));
        texts.forEach((name, sql) -> all.add(new Attempt(
                name,
                sql.replace("ID", "'" + id + "'")
                        .replace("HOME", "'" + home + "'")
                        .replace("OTHER", "'" + other + "'")
                        .replace("AWAY", away.of("inbox")),
                List.of())));
        return all;
    }
}
