package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** Pools on the YugabyteDB smart driver: the home region's node first, the others by distance when it is down. */
final class SmartDriver {

    private static final String RECONNECT_DELAY = "failed-host-reconnect-delay-secs";

    private SmartDriver() {}

    /** A pool that connects at its first use only. */
    static HikariDataSource pool(Topology topology, Region home, DatabaseProperties properties, Role role) {
        // The driver reads this one from the system properties only; 3 s brings a pool home soon after a restart.
        if (System.getProperty(RECONNECT_DELAY) == null) {
            System.setProperty(RECONNECT_DELAY, "3");
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(role.user());
        pool.setDriverClassName("com.yugabyte.Driver");
        pool.setJdbcUrl(url(topology, home, properties));
        pool.setUsername(role.user());
        pool.setPassword(role.password());
        pool.setMaximumPoolSize(role.poolSize());
        pool.setMinimumIdle(role.readOnly() ? 0 : role.poolSize());
        pool.setReadOnly(role.readOnly());
        pool.setDataSourceProperties(driverProperties(properties, role));
        pool.setExceptionOverrideClassName(KeepHealthy.class.getName());
        pool.setConnectionTimeout(1_500);
        pool.setValidationTimeout(1_000);
        pool.setIdleTimeout(role.readOnly() ? 20_000 : 0);
        pool.setMaxLifetime(600_000); // WayHome brings them home sooner when they have to go away
        pool.setInitializationFailTimeout(-1); // a service starts while its database does
        return pool;
    }

    /** Who connects. */
    record Role(String user, String password, boolean readOnly, int poolSize, String statementTimeout) {}

    static String url(Topology topology, Region home, DatabaseProperties properties) {
        List<String> nodes = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Region region : topology.nearestTo(home)) {
            String node = properties.nodes().get(region.name());
            if (node != null) {
                nodes.add(node);
                // the zone is a wildcard: within a region every node is as near
                keys.add(region.cloud() + "." + region.cloudRegion() + ".*:" + (keys.size() + 1));
            }
        }
        if (!properties.nodes().containsKey(home.name())) {
            throw new IllegalArgumentException("meridian.database.nodes." + home.name() + " is missing");
        }
        return "jdbc:yugabytedb://" + String.join(",", nodes) + "/" + properties.name()
                + "?load-balance=true&yb-servers-refresh-interval=5&topology-keys=" + String.join(",", keys);
    }

    private static Properties driverProperties(DatabaseProperties properties, Role role) {
        Properties driver = new Properties();
        driver.setProperty("currentSchema", String.valueOf(properties.schema()));
        driver.setProperty("ApplicationName", role.user());
        driver.setProperty("connectTimeout", "1"); // seconds
        driver.setProperty("socketTimeout", "30"); // seconds; the statement timeout comes first unless the node hangs
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("reWriteBatchedInserts", "true");
        if (properties.authority() != null) {
            driver.setProperty("ssl", "true");
            driver.setProperty("sslmode", "verify-full");
            driver.setProperty("sslrootcert", properties.authority().toString());
        }
        // What may be planned once is decided by KeptPlans; an auditor's query is planned for what it asks.
        // An auditor's query takes one processor at most: the others are for those who wait at a door.
        driver.setProperty(
                "options",
                "-c lock_timeout=2s -c statement_timeout="
                        + role.statementTimeout()
                        + (role.readOnly()
                                ? " -c plan_cache_mode=force_custom_plan -c max_parallel_workers_per_gather=0"
                                : " -c plan_cache_mode=auto"));
        return driver;
    }
}
