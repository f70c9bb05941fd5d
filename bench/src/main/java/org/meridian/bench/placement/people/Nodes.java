package org.meridian.bench.placement.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.platform.id.ResidentId;

/** The database nodes, made ready to be searched, and asked for what files cannot show. */
final class Nodes implements AutoCloseable {

    private static final String OWN = """
            SELECT c.oid::regclass::text, c.reltoastrelid <> 0 AND pg_relation_size(c.reltoastrelid) > 0
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relispartition AND n.nspname = ANY (string_to_array(?, ',')) ORDER BY 1""";

    private static final String COLUMNS = """
            SELECT c.oid::regclass::text, a.attname, a.atttypid::regtype::text
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind = 'r' AND c.relispartition AND n.nspname = ANY (string_to_array(?, ','))
               AND a.atttypid IN ('uuid'::regtype, 'text'::regtype) ORDER BY 1, 2""";

    private final Stack stack;

    /** From now on the log of changes keeps pages as they are: those that were packed before know nobody who comes now. */
    Nodes(Stack stack) {
        this.stack = stack;
        each((region, sql) -> sql.run("ALTER SYSTEM SET wal_compression = off", "SELECT pg_reload_conf()"));
    }

    private void each(BiConsumer<String, Sql> work) {
        Stack.ALL_REGIONS.forEach(region -> work.accept(region, new Sql(stack.database(region))));
    }

    /** Planner statistics are made, as the server would do it sooner or later, and all that it holds is written. */
    void settle() {
        each((region, sql) -> {
            List<String> statements = new ArrayList<>();
            tables(sql).keySet().forEach(table -> statements.add("ANALYZE " + table));
            statements.add("CHECKPOINT");
            sql.run(statements.toArray(String[]::new));
        });
    }

    private static Map<String, Boolean> tables(Sql sql) {
        Map<String, Boolean> tables = new LinkedHashMap<>();
        sql.list(OWN, row -> Map.entry(row.getString(1), row.getBoolean(2)), services())
                .forEach(table -> tables.put(table.getKey(), table.getValue()));
        return tables;
    }

    private static String services() {
        return String.join(",", LocalCluster.SERVICES);
    }

    /** Values that are cut into pieces and packed across them are in no file as they are: the server unpacks them. */
    void longValues(ByteSearch search, Whereabouts whereabouts) {
        each((region, sql) -> tables(sql).forEach((table, hasLongValues) -> {
            if (hasLongValues) {
                Set<String> hits = new TreeSet<>();
                sql.list("SELECT t::text FROM " + table + " t", row -> hits.addAll(search.in(row.getString(1))));
                whereabouts.found(hits, region, "long values", "long values of " + table + " at " + region);
            }
        }));
    }

    /** In which columns of other regions' partitions these people are named by their ids, {@code service.table.column}. */
    Set<String> abroad(List<ResidentId> people) {
        Set<String> found = new TreeSet<>();
        each((region, sql) -> {
            List<ResidentId> away = people.stream()
                    .filter(id ->
                            !stack.topology().regionOf(id.country()).name().equals(region))
                    .toList();
            String ids = away.stream().map(id -> id.id().toString()).collect(Collectors.joining(","));
            String texts =
                    away.stream().map(id -> "%" + id + "%,%" + id.id() + "%").collect(Collectors.joining(","));
            sql.list(COLUMNS, row -> List.of(row.getString(1), row.getString(2), row.getString(3)), services())
                    .forEach(column -> {
                        boolean uuid = column.get(2).equals("uuid");
                        String condition = column.get(1)
                                + (uuid
                                        ? " = ANY (CAST(string_to_array(?, ',') AS uuid[]))"
                                        : " LIKE ANY (string_to_array(?, ','))");
                        String query = "SELECT count(*) FROM " + column.get(0) + " WHERE " + condition;
                        if (sql.number(query, uuid ? ids : texts) > 0) {
                            found.add(withoutPartition(column.get(0)) + "." + column.get(1));
                        }
                    });
        });
        return found;
    }

    private String withoutPartition(String table) {
        return stack.topology().partitions().stream()
                .filter(partition -> table.endsWith("_" + partition.suffix()))
                .map(partition ->
                        table.substring(0, table.length() - partition.suffix().length() - 1))
                .findFirst()
                .orElse(table);
    }

    @Override
    public void close() {
        each((region, sql) -> sql.run("ALTER SYSTEM RESET wal_compression", "SELECT pg_reload_conf()"));
    }
}
