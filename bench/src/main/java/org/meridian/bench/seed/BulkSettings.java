package org.meridian.bench.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.meridian.bench.BenchException;
import org.meridian.db.cluster.LocalCluster;

/**
 * A node's settings while it is filled, by which rows of a table emptied in the same transaction pass by the WAL; and afterwards, where
 * those of a developer's machine, on which three nodes share the memory with everything else, would not do for a city.
 */
final class BulkSettings {

    private static final List<String> SETTINGS =
            List.of("wal_level = minimal", "max_wal_senders = 0", "max_wal_size = '4GB'", "autovacuum = off");

    /**
     * A city's: what is often used lies in the server's own memory; and a page is written whole into the WAL when it is first
     * changed after a checkpoint, which with millions of leaves is nearly every time, so checkpoints are seldom.
     */
    private static final List<String> OF_A_CITY =
            List.of("shared_buffers = '2GB'", "max_wal_size = '16GB'", "checkpoint_timeout = '30min'");

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

    /** Everything on disk. */
    void end() {
        run("CHECKPOINT");
        SETTINGS.forEach(setting -> run("ALTER SYSTEM RESET " + setting.split(" ", 2)[0]));
        OF_A_CITY.forEach(setting -> run("ALTER SYSTEM SET " + setting));
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
