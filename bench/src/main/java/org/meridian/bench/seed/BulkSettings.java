package org.meridian.bench.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.meridian.bench.BenchException;
import org.meridian.db.cluster.LocalCluster;

/** A node's settings while it is filled: rows of a table emptied in the same transaction then pass by the WAL. */
final class BulkSettings {

    private static final List<String> SETTINGS =
            List.of("wal_level = minimal", "max_wal_senders = 0", "max_wal_size = '4GB'", "autovacuum = off");

    private final LocalCluster cluster;
    private final String region;

    BulkSettings(LocalCluster cluster, String region) {
        this.cluster = cluster;
        this.region = region;
    }

    void begin() {
        SETTINGS.forEach(setting -> run("ALTER SYSTEM SET " + setting));
        cluster.restart(region);
    }

    /** As they were, everything on disk. */
    void end() {
        run("CHECKPOINT");
        SETTINGS.forEach(setting -> run("ALTER SYSTEM RESET " + setting.split(" ", 2)[0]));
        cluster.restart(region);
    }

    private void run(String sql) {
        try (Connection connection = cluster.owner(region).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException(sql + ": " + e.getMessage(), e);
        }
    }
}
