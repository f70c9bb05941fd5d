package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** The database nodes of all regions with every service's tables on them. */
final class Databases {

    private Databases() {}

    /** Starts every node, or adopts those that run. */
    static LocalCluster start(Home home, Progress progress) {
        LocalCluster cluster = LocalCluster.start(home.cluster());
        for (LocalCluster.Node node : cluster.nodes()) {
            long pid = cluster.process(node.region()).map(ProcessHandle::pid).orElse(0L);
            progress.step("%s: database node is ready at %s:%d (pid %d)"
                    .formatted(node.region(), node.host(), node.port(), pid));
        }
        return cluster;
    }

    /**
     * Runs the migrations that a node lacks, once per node and service; on nodes that are new first, as the others then lead
     * to tables that are there.
     */
    static void migrate(Home home, LocalCluster cluster, Starter starter, Progress progress) {
        Topology topology = home.topology();
        Map<String, Migrations> migrations = new LinkedHashMap<>();
        for (String service : LocalCluster.SERVICES) {
            migrations.put(service, read(service, starter.jar(service + "-service"), topology));
        }
        List<Region> newFirst = new ArrayList<>(topology.regions());
        newFirst.sort(Comparator.comparing(region -> hasTables(cluster.owner(region.name()))));
        for (Region region : newFirst) {
            migrations.values().forEach(m -> m.run(new Target.LocalNode(region), cluster.owner(region.name())));
        }
        long tables =
                migrations.values().stream().mapToLong(m -> m.tables().size()).sum();
        progress.step("%d tables of %d services are in place on %d nodes"
                .formatted(tables, migrations.size(), topology.regions().size()));
    }

    private static boolean hasTables(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE c.relkind = 'p' AND n.nspname = 'registration')")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new DeployException("A database node does not say which tables it has", e);
        }
    }

    /** From the service's own class path and nothing else: the launcher's has migrations of shared tables too. */
    private static Migrations read(String service, BootJar jar, Topology topology) {
        try (URLClassLoader classPath =
                new URLClassLoader(new URL[] {jar.jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return Migrations.of(service, classPath, topology);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
