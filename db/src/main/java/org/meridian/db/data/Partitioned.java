package org.meridian.db.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables of a service's schema are partitioned by country, asked once. */
final class Partitioned {

    /** @param parents tables that have partitions
     * @param all those, and the partitions themselves */
    private record Names(Set<String> parents, Set<String> all) {}

    private volatile @Nullable Names known;

    /** Whether rows of countries lie in this table, whole or a partition. */
    boolean holdsCountries(Connection connection, String table) throws SQLException {
        return names(connection).all().contains(simple(table));
    }

    /** Whether this is a table that has partitions, so that a statement on it has to be pruned. */
    boolean isParent(Connection connection, String table) throws SQLException {
        return names(connection).parents().contains(simple(table));
    }

    private static String simple(String table) {
        int dot = table.lastIndexOf('.');
        return table.substring(dot + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private Names names(Connection connection) throws SQLException {
        Names names = known;
        if (names == null) {
            names = read(connection);
            known = names;
        }
        return names;
    }

    private static Names read(Connection connection) throws SQLException {
        Set<String> parents = new HashSet<>();
        Set<String> all = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c.relname, c.relkind = 'p' FROM pg_class c"
                        + " WHERE (c.relkind = 'p' OR c.relispartition)"
                        + " AND c.relnamespace = ANY (SELECT oid FROM pg_namespace"
                        + " WHERE nspname = ANY (current_schemas(false)))")) {
            while (rows.next()) {
                all.add(rows.getString(1));
                if (rows.getBoolean(2)) {
                    parents.add(rows.getString(1));
                }
            }
        }
        return new Names(Set.copyOf(parents), Set.copyOf(all));
    }
}
