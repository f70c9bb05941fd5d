package org.meridian.db.cluster;

import com.yugabyte.ds.PGSimpleDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.db.tls.Certificates;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * One PostgreSQL per region of the topology, on 127.0.0.1, 127.0.0.2, … in the topology's order, all on the same port
 * because the smart driver tells nodes apart by their host. Durable: an acknowledged row survives {@link #kill}.
 */
public final class LocalCluster implements AutoCloseable {

    /** How a password begins that a cluster which lasts has made up; production refuses it. */
    public static final String GENERATED_PASSWORD = "generated-for-local-";

    /** Each has a schema of its name, a role of its name, a role {@code <name>_reader} and a role {@code <name>_keeper}. */
    public static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");

    /** The superuser; owns every schema and table. */
    public static final String OWNER = "meridian";

    public static final String DATABASE = "meridian";

    /** The port of every node unless another is asked for. */
    public static final int PORT = 15433;

    private final Options options;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, PostgresServer> servers = new LinkedHashMap<>();
    private final Secrets secrets;
    private final @Nullable Certificates certificates;
    private @Nullable Companion companion;

    /**
     * Where a region's node listens.
     *
     * @param region its name in the topology
     * @param host a loopback address of its own
     * @param port the same for every node
     */
    public record Node(String region, String host, int port) {}

    /**
     * What cluster to run.
     *
     * @param directory holds everything: data, logs, {@code secrets.properties}
     * @param topology whose regions get a node each
     * @param port of every node; 0 takes one that is free
     * @param detached the servers go on when this JVM ends; otherwise they end with it, however it ends
     * @param temporary the directory is deleted on {@link #close} and when this JVM ends
     * @param certificates a folder of {@link Certificates}: every connection, also from node to node, is then encrypted and
     *     shows a certificate of its authority; null: none is
     * @param seenAt the port at which services and the other nodes look for every node, where something stands in front of them; 0:
     *     that at which they listen
     */
    public record Options(
            Path directory,
            Topology topology,
            int port,
            boolean detached,
            boolean temporary,
            @Nullable Path certificates,
            int seenAt) {

        public Options {
            directory = directory.toAbsolutePath().normalize();
            if (detached && temporary) {
                throw new IllegalArgumentException("a detached cluster keeps its data");
            }
        }

        /** Data kept, servers go on after this JVM. */
        public static Options lasting(Path directory, Topology topology, int port) {
            return new Options(directory, topology, port, true, false, null, 0);
        }

        /** The same, encrypted. */
        public Options withTls(Path folder) {
            return new Options(directory, topology, port, detached, temporary, folder, seenAt);
        }

        /** The same, reached through something in front. */
        public Options withSeenAt(int otherPort) {
            return new Options(directory, topology, port, detached, temporary, certificates, otherPort);
        }

        /** A free port; the servers and the directory are gone after this JVM, even when it is killed. */
        public static Options temporary(Path directory, Topology topology) {
            return new Options(directory, topology, 0, false, true, null, 0);
        }
    }

    private LocalCluster(Options options) {
        this.options = options;
        try {
            Files.createDirectories(options.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("the database folder " + options.directory() + " cannot be made", e);
        }
        this.secrets = new Secrets(
                options.directory().resolve("secrets.properties"), options.temporary() ? "" : GENERATED_PASSWORD);
        List<Region> regions = options.topology().regions();
        int port = options.port() != 0 ? options.port() : FreePort.find(regions.size());
        for (Region region : regions) {
            Node node = new Node(region.name(), "127.0.0." + (nodes.size() + 1), port);
            nodes.put(region.name(), node);
            Path folder = options.directory().resolve(region.name());
            servers.put(region.name(), new PostgresServer(node, folder));
        }
        this.certificates = options.certificates() == null ? null : Certificates.in(options.certificates());
        if (certificates != null) {
            nodes.values().forEach(node -> certificates.ensure(node.region() + "-db", List.of(node.host())));
        }
    }

    /** The cluster as it is, nothing started; {@link #start(String)} or {@link #stop} what is to change. */
    public static LocalCluster open(Options options) {
        return new LocalCluster(options);
    }

    /**
     * Starts every node, or adopts it when it still runs from before, and sets up roles, schemas and links.
     *
     * @throws ClusterException when a port is taken or PostgreSQL doesn't start; nothing is left running then
     */
    public static LocalCluster start(Options options) {
        LocalCluster cluster = new LocalCluster(options);
        try {
            if (!options.detached()) {
                cluster.companion = Companion.of(options);
            }
            cluster.secrets.password(OWNER);
            cluster.each(cluster::startServer);
            cluster.each(cluster::bootstrap);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Every node, in the topology's order. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The port at which services and the other nodes find every node. */
    public int seenAt() {
        return options.seenAt() != 0
                ? options.seenAt()
                : nodes.values().iterator().next().port();
    }

    /** @throws IllegalArgumentException when there is no region of this name */
    public Node node(String region) {
        return known(nodes, region);
    }

    /** The superuser's connections to one node: the plain driver, no balancing, no pool. */
    public DataSource owner(String region) {
        return dataSource(node(region), DATABASE);
    }

    /** The password of {@link #OWNER}, a service, a {@code <service>_reader} or {@code _keeper}, the same on every node. */
    public String password(String role) {
        return secrets.password(role);
    }

    /** The node's server process, if it runs. */
    public Optional<ProcessHandle> process(String region) {
        return known(servers, region).process();
    }

    /** Whether a node takes connections. */
    public boolean answers(String region) {
        return known(servers, region).answers();
    }

    /** The server's own log. */
    public Path log(String region) {
        return known(servers, region).log();
    }

    /** Starts one node unless it runs. */
    public void start(String region) {
        startServer(region);
        bootstrap(region);
    }

    /** Stops one node in order. */
    public void stop(String region) {
        known(servers, region).stop();
    }

    /** SIGKILL for the whole server of one region. */
    public void kill(String region) {
        known(servers, region).kill();
    }

    /** Starts a node that was stopped or killed; one that runs is stopped first. */
    public void restart(String region) {
        stop(region);
        startServer(region);
    }

    Path data(String region) {
        return known(servers, region).data();
    }

    /** Stops every node, and deletes the directory if it is temporary. */
    @Override
    public void close() {
        each(this::stop);
        Companion started = companion;
        if (started != null) {
            started.dismiss();
        }
        if (options.temporary()) {
            Folders.delete(options.directory());
        }
    }

    private void startServer(String region) {
        RunAs runAs = RunAs.detect();
        known(servers, region)
                .start(
                        PostgresBinaries.unpacked(runAs),
                        runAs,
                        new Settings(!options.temporary(), certificates),
                        password(OWNER));
    }

    private void bootstrap(String region) {
        Node node = node(region);
        try {
            Path authority =
                    certificates == null ? null : known(servers, region).authority();
            List<Node> seen = nodes().stream().map(this::seen).toList();
            new Bootstrap(options.topology(), seen, secrets, authority)
                    .run(seen(node), dataSource(node, "postgres"), dataSource(node, DATABASE));
        } catch (SQLException e) {
            throw new ClusterException(
                    "The node of region " + region + " could not be set up: " + e.getMessage()
                            + (e.getSQLState() != null && e.getSQLState().startsWith("28")
                                    ? "\nIts data and " + options.directory().resolve("secrets.properties")
                                            + " don't belong together; restore that file or delete the folder."
                                    : ""),
                    e);
        }
    }

    private Node seen(Node node) {
        return new Node(node.region(), node.host(), seenAt());
    }

    private PGSimpleDataSource dataSource(Node node, String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {node.host()});
        dataSource.setPortNumbers(new int[] {node.port()});
        dataSource.setDatabaseName(database);
        dataSource.setUser(OWNER);
        dataSource.setPassword(password(OWNER));
        dataSource.setConnectTimeout(5);
        if (certificates != null) {
            dataSource.setSsl(true);
            dataSource.setSslMode("verify-full");
            dataSource.setSslRootCert(certificates.authorityPem().toString());
        }
        return dataSource;
    }

    private void each(Consumer<String> work) {
        AtOnce.run(nodes.keySet(), work);
    }

    private static <T> T known(Map<String, T> byRegion, String region) {
        T value = byRegion.get(region);
        if (value == null) {
            throw new IllegalArgumentException("no region '" + region + "'; there are " + byRegion.keySet());
        }
        return value;
    }
}
