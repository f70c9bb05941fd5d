package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool behind the guard: each statement passes {@link CountryGuard} and the listeners before it runs. */
final class GuardedDataSource extends DelegatingDataSource implements AutoCloseable, HomePool {

    private final HikariDataSource pool;
    private final StatementGate gate;
    private final @Nullable WayHome wayHome;

    /** @param homeNode the node that the pool belongs to, {@code host:port}; none when any will do */
    GuardedDataSource(
            HikariDataSource pool, boolean crossRegion, List<StatementListener> listeners, @Nullable String homeNode) {
        super(pool);
        this.pool = pool;
        this.wayHome = homeNode == null ? null : new WayHome(pool, homeNode);
        this.gate = new StatementGate(crossRegion, listeners);
    }

    @Override
    public Connection getConnection() throws SQLException {
        gate.listeners().forEach(StatementListener::beforeConnection);
        return GuardedConnection.wrap(pool.getConnection(), gate);
    }

    @Override
    public int atHome() {
        return wayHome == null ? 0 : wayHome.pool().atHome();
    }

    @Override
    public int away() {
        return wayHome == null ? 0 : wayHome.pool().away();
    }

    @Override
    public void close() {
        if (wayHome != null) {
            wayHome.close();
        }
        pool.close();
    }
}
