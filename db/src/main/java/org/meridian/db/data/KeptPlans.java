package org.meridian.db.data;

import com.yugabyte.PGStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which statements the database may plan once and for all.
 *
 * <p>Planning costs as much as running what touches a few rows. But a kept plan of an UPDATE, DELETE or lock on a table with partitions
 * opens connections to the nodes of regions that it prunes only later, and fails when one of them is down. So a statement that
 * changes or locks rows and names such a table, other than to insert into it, is never prepared under a name: the database plans what
 * has no name anew each time. Everything else may be kept, among it all that names its partition.
 */
final class KeptPlans {

    private static final int CACHED = 2_000;

    private final Partitioned partitioned;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    KeptPlans(Partitioned partitioned) {
        this.partitioned = partitioned;
    }

    /** To be called before the statement runs for the first time. */
    void prepared(Connection connection, PreparedStatement statement, String sql) throws SQLException {
        if (!mayKeep(connection, sql)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    private boolean mayKeep(Connection connection, String sql) throws SQLException {
        Boolean kept = known.get(sql);
        if (kept == null) {
            kept = !WriteAnalysis.of(sql).writes() || !namesParent(connection, SqlTokens.of(sql));
            if (known.size() < CACHED) { // as in CountryGuard
                known.put(sql, kept);
            }
        }
        return kept;
    }

    private boolean namesParent(Connection connection, List<SqlTokens.Token> tokens) throws SQLException {
        for (int at = 1; at < tokens.size(); at++) {
            if (tokens.get(at).kind() == SqlTokens.Kind.WORD
                    && !tokens.get(at - 1).is("into")
                    && partitioned.isParent(connection, tokens.get(at).text())) {
                return true;
            }
        }
        return false;
    }
}
