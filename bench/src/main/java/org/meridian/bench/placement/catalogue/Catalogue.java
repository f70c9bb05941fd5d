package org.meridian.bench.placement.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meridian.bench.placement.catalogue.Relation.Kind;
import org.meridian.bench.stack.Sql;

/**
 * What one database server holds, from its own catalogue.
 *
 * @param relations everything but the system's own
 * @param servers where the foreign tables' servers are, {@code host:port}
 * @param oddities what can carry rows away or copies of them, each as a sentence
 * @param rows by partition, the countries of the rows that are stored in it, and how many
 */
record Catalogue(
        List<Relation> relations,
        Map<String, String> servers,
        List<String> oddities,
        Map<String, Map<String, Long>> rows) {

    private static final Pattern COUNTRY = Pattern.compile("'([^']*)'");

    private static final String RELATIONS = """
            SELECT n.nspname, c.relname, c.relkind, c.relpersistence = 'p', coalesce(t.spcname, ''),
                   coalesce(s.srvname, ''), coalesce(array_to_string(f.ftoptions, ' '), ''), coalesce(p.relname, ''),
                   coalesce(pg_get_expr(c.relpartbound, c.oid), ''),
                   coalesce(owner.relname, toasted.relname, indexed.relname, ''),
                   CASE WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) ELSE '' END
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
              LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
              LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
              LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
              LEFT JOIN pg_class p ON p.oid = i.inhparent
              LEFT JOIN pg_index x ON x.indexrelid = c.oid
              LEFT JOIN pg_class indexed ON indexed.oid = x.indrelid
              LEFT JOIN pg_class toasted ON toasted.reltoastrelid = c.oid
              LEFT JOIN pg_class owner ON owner.reltoastrelid = x.indrelid
             WHERE c.relkind NOT IN ('c')
               AND coalesce(owner.relnamespace, toasted.relnamespace, indexed.relnamespace, c.relnamespace)
                   NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
             ORDER BY 1, 2""";

    /** Copies of values beside the tables, and ways out. */
    private static final String ODDITIES = """
            SELECT 'planner statistics of ' || c.oid::regclass || ', whose rows lie elsewhere'
              FROM (SELECT DISTINCT starelid FROM pg_statistic) s JOIN pg_class c ON c.oid = s.starelid
             WHERE c.relkind = 'f' OR c.relkind = 'p' AND EXISTS (
                   SELECT FROM pg_inherits i JOIN pg_class f ON f.oid = i.inhrelid WHERE i.inhparent = c.oid AND f.relkind = 'f')
            UNION ALL SELECT 'extended statistics ' || stxname FROM pg_statistic_ext
            UNION ALL SELECT 'publication ' || pubname FROM pg_publication
            UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
            UNION ALL SELECT 'replication slot ' || slot_name FROM pg_replication_slots
            UNION ALL SELECT 'large object ' || oid FROM pg_largeobject_metadata
            UNION ALL SELECT 'database ' || datname FROM pg_database
                       WHERE datname NOT IN ('template0', 'template1', 'postgres', current_database())""";

    static Catalogue read(Sql owner) {
        List<Relation> relations = owner.list(
                RELATIONS,
                row -> new Relation(
                        row.getString(1),
                        row.getString(2),
                        Kind.of(row.getString(3)),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        remote(row.getString(7)),
                        row.getString(8),
                        countries(row.getString(9)),
                        row.getString(10),
                        row.getString(11)));
        Map<String, String> servers = new LinkedHashMap<>();
        owner.list(
                        "SELECT srvname, array_to_string(srvoptions, ' ') FROM pg_foreign_server",
                        row -> Map.entry(
                                row.getString(1),
                                option(row.getString(2), "host") + ":" + option(row.getString(2), "port")))
                .forEach(server -> servers.put(server.getKey(), server.getValue()));
        return new Catalogue(relations, servers, owner.list(ODDITIES, row -> row.getString(1)), rows(owner, relations));
    }

    private static Map<String, Map<String, Long>> rows(Sql owner, List<Relation> relations) {
        List<Relation> stored = relations.stream()
                .filter(r -> r.kind() == Kind.TABLE && !r.parent().isEmpty())
                .toList();
        Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
        stored.forEach(table -> rows.put(table.toString(), new LinkedHashMap<>()));
        if (!stored.isEmpty()) {
            owner.list(
                            stored.stream()
                                    .map(table ->
                                            "SELECT '%1$s', country_code, count(*) FROM ONLY %1$s GROUP BY country_code"
                                                    .formatted(table))
                                    .collect(Collectors.joining(" UNION ALL ")),
                            row -> List.<Object>of(row.getString(1), row.getString(2), row.getLong(3)))
                    .forEach(row -> rows.getOrDefault(row.get(0).toString(), new LinkedHashMap<>())
                            .put(row.get(1).toString(), (Long) row.get(2)));
        }
        return rows;
    }

    private static Set<String> countries(String bound) {
        Set<String> countries = new TreeSet<>();
        COUNTRY.matcher(bound).results().forEach(match -> countries.add(match.group(1)));
        return countries;
    }

    private static String remote(String options) {
        return options.isEmpty() ? "" : option(options, "schema_name") + "." + option(options, "table_name");
    }

    private static String option(String options, String name) {
        List<String> found = new ArrayList<>();
        for (String option : options.split(" ", -1)) {
            if (option.startsWith(name + "=")) {
                found.add(option.substring(name.length() + 1));
            }
        }
        return String.join(" ", found);
    }
}
