package org.meridian.bench.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.meridian.bench.placement.catalogue.CatalogueExperiment;
import org.meridian.bench.stack.Stack;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Topology;

/** The smallest set-up: one PostgreSQL with all regions' rows, each region's in a tablespace of its own. Gone when closed. */
public final class OneServer implements AutoCloseable {

    private final LocalCluster server;
    private final Target.SinglePostgres target;

    private OneServer(LocalCluster server, Target.SinglePostgres target) {
        this.server = server;
        this.target = target;
    }

    /** With these services' tables, placed as the topology says. */
    public static OneServer start(Path root, Topology topology, Collection<String> services) {
        try {
            Path folder = Files.createTempDirectory("meridian-one-server");
            Topology alone = new Topology(1, List.of(topology.region(Stack.REGION)));
            LocalCluster server = LocalCluster.start(LocalCluster.Options.temporary(folder, alone));
            var one = new OneServer(server, new Target.SinglePostgres(tablespaces(folder, topology)));
            for (String service : services) {
                CatalogueExperiment.migrations(root, service, topology).run(one.target, one.owner());
            }
            return one;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for each region's, of the user that the server runs as. */
    private static Path tablespaces(Path folder, Topology topology) throws IOException {
        Object user = Files.getAttribute(folder.resolve(Stack.REGION).resolve("data"), "unix:uid");
        Path all = Files.createDirectory(folder.resolve("tablespaces"));
        Files.setAttribute(all, "unix:uid", user);
        for (var region : topology.regions()) {
            Path one = Files.createDirectory(all.resolve(region.name() + "_ts"));
            Files.setAttribute(one, "unix:uid", user);
        }
        return all;
    }

    public Target target() {
        return target;
    }

    public DataSource owner() {
        return server.owner(Stack.REGION);
    }

    public Path log() {
        return server.log(Stack.REGION);
    }

    /** What a service in the region needs to reach it. */
    public Map<String, String> properties(String service) {
        LocalCluster.Node node = server.node(Stack.REGION);
        return Map.of(
                "meridian.region",
                Stack.REGION,
                "meridian.database.nodes." + Stack.REGION,
                node.host() + ":" + node.port(),
                "meridian.database.user",
                service,
                "meridian.database.password",
                server.password(service));
    }

    @Override
    public void close() {
        server.close();
    }
}
