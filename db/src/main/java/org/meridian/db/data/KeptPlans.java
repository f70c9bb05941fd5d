package org.meridian.db.data;

import com.yugabyte.PGStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Which statements the database may plan once and for all.
 *
 * <p>Planning costs as much as running what touches a few rows. But a kept plan of an UPDATE, DELETE or lock on a table with partitions
 * opens connections to the nodes of regions that it prunes only later, and fails when one of them is down. So a statement that
 * changes or locks rows and names such a table, other than to insert into it, is never prepared under a name: the database plans what
 * has no name anew each time. Everything else may be kept, among it all that names its partition.
 */
final class KeptPlans {

    private KeptPlans() {}

    /** To be called before the statement runs for the first time. */
    static void prepared(Connection connection, PreparedStatement statement, Analysis analysis) throws SQLException {
        if (analysis.changesParent(connection)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }
}
