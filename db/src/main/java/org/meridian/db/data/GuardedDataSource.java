package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool behind the guard: each statement passes {@link CountryGuard} and the listeners before it runs. */
final class GuardedDataSource extends DelegatingDataSource implements AutoCloseable {

    private final HikariDataSource pool;
    private final StatementGate gate;

    GuardedDataSource(HikariDataSource pool, boolean crossRegion, List<StatementListener> listeners) {
        super(pool);
        this.pool = pool;
        this.gate = new StatementGate(new CountryGuard(), crossRegion, listeners);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return GuardedConnection.wrap(pool.getConnection(), gate);
    }

    @Override
    public void close() {
        pool.close();
    }
}
