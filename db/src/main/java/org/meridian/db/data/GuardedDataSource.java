package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.springframework.jdbc.datasource.DelegatingDataSource;

final class GuardedDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;

    GuardedDataSource(HikariDataSource pool, boolean crossRegion, List<StatementListener> listeners) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
