package org.meridian.db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Changes tables that are in use. Whoever waits for a table's lock has everybody who comes later wait behind him, so a
 * transaction waits a moment only, gives way, and comes again after a pause in which the others go on. Where two wait for
 * each other it is this one that ends, as it looks for that earlier than they do.
 */
final class ShortLocks {

    private static final String WAIT = "SET LOCAL lock_timeout = '250ms'";

    /** Before {@link #WAIT} is over; then vacuum, too, which makes way for whoever looked, has made way. For superusers only. */
    private static final String LOOK =
            "SELECT set_config('deadlock_timeout', '100ms', true) WHERE" + " current_setting('is_superuser') = 'on'";

    /** Deadlock, lock not available, serialization failure. */
    private static final Set<String> MET_ANOTHER = Set.of("40P01", "55P03", "40001");

    private static final Duration PAUSE = Duration.ofMillis(750);

    private final Connection connection;
    private final String schema;
    private final Duration patience;

    /** @param patience for how long a transaction comes again */
    ShortLocks(Connection connection, String schema, Duration patience) {
        this.connection = connection;
        this.schema = schema;
        this.patience = patience;
    }

    /** In one transaction. @throws SQLException the last one when it could not be had for as long as there is patience */
    void run(List<String> statements) throws SQLException {
        long begin = System.nanoTime();
        while (true) {
            try {
                once(statements);
                return;
            } catch (SQLException e) {
                if (!MET_ANOTHER.contains(String.valueOf(e.getSQLState()))
                        || System.nanoTime() - begin >= patience.toNanos()) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private void once(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path TO " + schema);
            statement.execute(WAIT);
            statement.execute(LOOK);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void pause(SQLException last) throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw last;
        }
    }
}
