package org.meridian.bench.seed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The keys and indexes of a partition, taken away and put back as they were: built at the end they cost a fraction. */
final class Keys {

    private final List<String> drops = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private final List<String> foreignKeys = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();

    /** Of all these partitions, which may refer to each other. */
    static Keys of(Connection connection, List<String> partitions) throws SQLException {
        Keys keys = new Keys();
        // what refers goes before what is referred to
        for (String type : List.of("f", "pu")) {
            for (String partition : partitions) {
                keys.readConstraints(connection, partition, type);
            }
        }
        for (String partition : partitions) {
            keys.readIndexes(connection, partition);
        }
        return keys;
    }

    private void readConstraints(Connection connection, String partition, String types) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE conrelid = ?::regclass AND position(contype::text IN ?) > 0 ORDER BY conname
                """)) {
            query.setString(1, partition);
            query.setString(2, types);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    drops.add("ALTER TABLE " + partition + " DROP CONSTRAINT " + row.getString(1));
                    (types.equals("f") ? foreignKeys : constraints)
                            .add("ALTER TABLE " + partition + " ADD CONSTRAINT " + row.getString(1) + " "
                                    + row.getString(2));
                }
            }
        }
    }

    private void readIndexes(Connection connection, String partition) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
                 WHERE indrelid = ?::regclass
                   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY indexrelid
                """)) {
            query.setString(1, partition);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    drops.add("DROP INDEX " + row.getString(1));
                    indexes.add(row.getString(2));
                }
            }
        }
    }

    void drop(Statement statement) throws SQLException {
        for (String drop : drops) {
            statement.execute(drop);
        }
    }

    /** Foreign keys last: they are checked then, so what was filled without a look is looked at once. */
    void putBack(Statement statement) throws SQLException {
        for (List<String> kind : List.of(constraints, indexes, foreignKeys)) {
            for (String definition : kind) {
                statement.execute(definition);
            }
        }
    }
}
