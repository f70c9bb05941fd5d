package org.meridian.bench.seed;

import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.meridian.bench.stack.Sql;

/** What the tables of a node take on disk. */
public final class Sizes {

    private Sizes() {}

    /**
     * One partition.
     *
     * @param rows as the last ANALYZE counted them
     * @param table bytes, TOAST included
     * @param indexes bytes of all of them
     */
    public record Table(String name, long rows, long table, long indexes) {}

    /** Those of a megabyte and more, the biggest first. */
    public static List<Table> read(DataSource owner) {
        return new Sql(owner)
                .list("""
                        SELECT c.oid::regclass::text, c.reltuples, pg_table_size(c.oid), pg_indexes_size(c.oid)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND pg_total_relation_size(c.oid) >= 1 << 20
                         ORDER BY pg_total_relation_size(c.oid) DESC
                        """, row -> new Table(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    static String of(DataSource owner, long residents) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%-40s %12s %10s %10s %9s%n", "table", "rows", "MB", "indexes MB", "B a row"));
        long all = 0;
        for (Table table : read(owner)) {
            long bytes = table.table() + table.indexes();
            all += bytes;
            text.append(String.format(
                    Locale.ROOT,
                    "%-40s %,12d %,10d %,10d %,9d%n",
                    table.name(),
                    table.rows(),
                    table.table() >> 20,
                    table.indexes() >> 20,
                    bytes / Math.max(1, table.rows())));
        }
        return text + String.format(Locale.ROOT, "%,d MB, %,d bytes a resident%n", all >> 20, all / residents);
    }
}
