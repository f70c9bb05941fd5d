package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Topology;

/**
 * A platform of its own: started by deploy's scripts in a folder and on ports of its own, and stopped whatever happens.
 * The services of some regions run; the database has all its nodes, as everywhere.
 */
public final class Stack implements AutoCloseable {

    /** The region that always runs. */
    public static final String REGION = "eu";

    /** A process's operators' port lies so far above its own. */
    private static final int MANAGEMENT = 1000;

    /** A region's database node among its processes, as deploy's scripts call it. */
    public static final String DATABASE = "db";

    /** Everything. */
    public static final List<String> ALL_REGIONS = List.of("us", REGION, "ap");

    private final Scripts scripts;
    private final Thread atExit;
    private final Topology topology;
    private final LocalCluster cluster;
    private final @Nullable Network network;

    private Stack(Scripts scripts, Thread atExit, @Nullable Network network) {
        this.scripts = scripts;
        this.atExit = atExit;
        this.network = network;
        this.topology = Topology.load(scripts.folder().resolve("topology.yaml"));
        this.cluster = LocalCluster.open(LocalCluster.Options.lasting(
                        scripts.folder().resolve("run/db"),
                        topology,
                        scripts.ports().database())
                .withSeenAt(network == null ? scripts.ports().database() : network.databasePort()));
    }

    /**
     * Starts everything and returns when all of it is healthy.
     *
     * @param root the repository, built
     * @param folder for everything that runs; what an earlier run left in it is ended and deleted
     * @throws BenchException when another bench works in the folder, or something cannot be started
     */
    public static Stack start(Path root, Path folder, Ports ports) {
        return start(root, folder, ports, List.of(REGION));
    }

    /** The same with these regions' services. */
    public static Stack start(Path root, Path folder, Ports ports, List<String> regions) {
        return up(cleared(root, folder, ports), regions, null);
    }

    /** The same with a {@link Network} between all parts that can be broken; it lives as long as this JVM. */
    public static Stack startBreakable(Path root, Path folder, Ports ports, List<String> regions, long seed) {
        Scripts scripts = cleared(root, folder, ports);
        Topology topology = Topology.load(scripts.folder().resolve("topology.yaml"));
        Network network = new Network(scripts.folder(), ports, topology, seed);
        return up(scripts.with(network.settings()), regions, network);
    }

    /** The platform that an earlier run left running, as it is. */
    public static Stack running(Path root, Path folder, Ports ports) {
        Scripts scripts = claimed(root, folder, ports);
        Thread atExit = new Thread(() -> scripts.run("down"));
        Runtime.getRuntime().addShutdownHook(atExit);
        return new Stack(scripts, atExit, null);
    }

    /** Upon the data that are there. */
    static Stack upon(Path root, Path folder, Ports ports, List<String> regions) {
        return up(claimed(root, folder, ports), regions, null);
    }

    private static Scripts claimed(Path root, Path folder, Ports ports) {
        Scripts scripts = new Scripts(root, folder.toAbsolutePath().normalize(), ports);
        Claim.of(scripts.folder());
        return scripts;
    }

    /** Without what an earlier run left: its processes, when it was killed, would serve the new one's callers by data that are gone. */
    private static Scripts cleared(Path root, Path folder, Ports ports) {
        Scripts scripts = claimed(root, folder, ports);
        if (Ground.isThere(scripts.folder())) {
            scripts.run("down");
        }
        Ground.prepare(scripts.folder(), ports);
        return scripts;
    }

    private static Stack up(Scripts scripts, List<String> regions, @Nullable Network network) {
        Thread atExit = new Thread(() -> scripts.run("down"));
        Runtime.getRuntime().addShutdownHook(atExit);
        scripts.run("up", "--detach", "--no-day", "--no-training", "--regions", String.join(",", regions));
        return new Stack(scripts, atExit, network);
    }

    public URI gateway() {
        return gateway(REGION);
    }

    public URI gateway(String region) {
        return topology.region(region).gateway();
    }

    /** Where a service itself listens, whatever is in front of it. */
    public URI service(String region, String name) {
        int n = topology.regions().indexOf(topology.region(region)) + 1;
        int port = scripts.ports().services() + 10 * n + LocalCluster.SERVICES.indexOf(name) + 1;
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean isBreakable() {
        return network != null;
    }

    /** What is between the parts. @throws BenchException for a platform that was not started with one */
    public Network network() {
        if (network == null) {
            throw new BenchException("This platform has no network that could be broken.");
        }
        return network;
    }

    /** What a process was told. */
    public String setting(String region, String process, String key) {
        Properties known = new Properties();
        try (var in = Files.newBufferedReader(settings(region, process))) {
            known.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known.getProperty(key);
    }

    /** The file of all that a process was told. */
    public Path settings(String region, String process) {
        return run().resolve("config/" + region + "-" + process + ".properties");
    }

    /** Where the processes of all regions tell operators about themselves. */
    public List<URI> actuators() {
        List<URI> all = new ArrayList<>();
        for (String region : ALL_REGIONS) {
            all.add(management(gateway(region)));
            LocalCluster.SERVICES.forEach(name -> all.add(management(service(region, name))));
        }
        return all;
    }

    private static URI management(URI process) {
        return URI.create("http://127.0.0.1:" + (process.getPort() + MANAGEMENT));
    }

    public List<Path> databaseLogs() {
        return cluster.nodes().stream().map(node -> cluster.log(node.region())).toList();
    }

    /** Of the region's node. */
    public Path databaseLog() {
        return databaseLog(REGION);
    }

    public Path databaseLog(String region) {
        return cluster.log(region);
    }

    /** Where everybody finds each region's node, {@code host:port}. */
    public Map<String, String> databaseNodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        cluster.nodes().forEach(node -> nodes.put(node.region(), node.host() + ":" + cluster.seenAt()));
        return nodes;
    }

    /** The repository. */
    public Path root() {
        return scripts.root();
    }

    /** Everything that a region's node has written. */
    public Path databaseFiles(String region) {
        return run().resolve("db").resolve(region);
    }

    /** The folder of everything that runs: logs, data, keys. */
    public Path run() {
        return scripts.folder().resolve("run");
    }

    public Topology topology() {
        return topology;
    }

    /** The signing keys of the installation. */
    public Path keys() {
        return scripts.folder().resolve("run/keys");
    }

    /** The owner's connections to the region's node. */
    public DataSource database() {
        return database(REGION);
    }

    public DataSource database(String region) {
        return cluster.owner(region);
    }

    /** A service's or the gateway's process, if it runs. */
    public Optional<ProcessHandle> process(String name) {
        return process(REGION, name);
    }

    public Optional<ProcessHandle> process(String region, String name) {
        Path file = run().resolve("pid").resolve(region + "-" + name);
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Every process of the region that runs, the database included, by its name. */
    public Map<String, ProcessHandle> processes() {
        return processes(REGION);
    }

    public Map<String, ProcessHandle> processes(String region) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of("gateway"));
        names.addAll(LocalCluster.SERVICES);
        names.forEach(name -> process(region, name).ifPresent(p -> all.put(name, p)));
        cluster.process(region).ifPresent(p -> all.put("database", p));
        return all;
    }

    /** SIGKILL, at once; whether there was something to kill. */
    public boolean kill(String region, String name) {
        if (name.equals(DATABASE)) {
            boolean ran = cluster.process(region).isPresent();
            cluster.kill(region);
            return ran;
        }
        return process(region, name).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Starts killed processes again and returns when they are healthy. No names: all of the region. */
    public void revive(String region, String... names) {
        List<String> arguments = new ArrayList<>(List.of(region));
        arguments.addAll(List.of(names));
        scripts.run("start", arguments.toArray(String[]::new));
    }

    /** The database server's process with all its children. */
    public List<ProcessHandle> databaseProcesses(String region) {
        List<ProcessHandle> all = new ArrayList<>();
        cluster.process(region).ifPresent(server -> {
            all.add(server);
            all.addAll(server.descendants().toList());
        });
        return all;
    }

    /** What an operator does to it. */
    public Operator operator() {
        return new Operator(this, scripts, () -> new Stack(scripts, atExit, network));
    }

    /** Leaves everything running when this JVM ends. */
    public void letGo() {
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Stops everything; the data stays for who wants to look. */
    @Override
    public void close() {
        letGo();
        scripts.run("down");
        if (network != null) {
            network.close();
        }
    }
}
