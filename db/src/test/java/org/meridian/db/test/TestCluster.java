package org.meridian.db.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** The local cluster of this test run: a node per region of the built-in topology, on free ports, gone afterwards. */
public final class TestCluster {

    private final Topology topology = Topology.load();
    private final LocalCluster cluster;
    private final Set<String> migrated = new HashSet<>();

    private TestCluster() {
        try {
            cluster = LocalCluster.start(
                    LocalCluster.Options.temporary(Files.createTempDirectory("meridian-test-db"), topology));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final TestCluster SHARED = new TestCluster();
    }

    /** Started at the first call; it ends with the JVM. */
    public static TestCluster shared() {
        return Holder.SHARED;
    }

    public Topology topology() {
        return topology;
    }

    /** To stop, kill and restart nodes with; leave them all running. */
    public LocalCluster cluster() {
        return cluster;
    }

    /** The superuser on one region's node; its search path is not the service's. */
    public DataSource owner(String region) {
        return cluster.owner(region);
    }

    /** Runs a service's {@code db/migration} on every node, once per test run. */
    public synchronized void migrate(String service, ClassLoader withDbMigration) {
        if (!migrated.add(service)) {
            return;
        }
        Migrations migrations = Migrations.of(service, withDbMigration, topology);
        for (Region region : topology.regions()) {
            migrations.run(new Target.LocalNode(region), cluster.owner(region.name()));
        }
    }

    /** What a service needs to know to run in a region: the {@code meridian.*} properties. */
    public Map<String, String> properties(String service, String region) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("meridian.region", region);
        for (LocalCluster.Node node : cluster.nodes()) {
            properties.put("meridian.database.nodes." + node.region(), node.host() + ":" + node.port());
        }
        properties.put("meridian.database.name", LocalCluster.DATABASE);
        properties.put("meridian.database.user", service);
        properties.put("meridian.database.password", cluster.password(service));
        properties.put("meridian.database.reader-password", cluster.password(service + "_reader"));
        properties.put("meridian.database.keeper-password", cluster.password(service + "_keeper"));
        properties.put("meridian.retention.every", "1h"); // tests that are about it do it themselves
        return properties;
    }
}
