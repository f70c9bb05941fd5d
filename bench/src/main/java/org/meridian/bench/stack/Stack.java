package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Topology;

/**
 * A platform of its own: started by deploy's scripts in a folder and on ports of its own, and stopped whatever happens.
 * One region's services run; the database has all its nodes, as everywhere.
 */
public final class Stack implements AutoCloseable {

    /** The region that runs. */
    public static final String REGION = "eu";

    private final Scripts scripts;
    private final Thread atExit;
    private final Topology topology;
    private final LocalCluster cluster;

    private Stack(Scripts scripts, Thread atExit) {
        this.scripts = scripts;
        this.atExit = atExit;
        this.topology = Topology.load(scripts.folder().resolve("topology.yaml"));
        this.cluster = LocalCluster.open(LocalCluster.Options.lasting(
                scripts.folder().resolve("run/db"), topology, scripts.ports().database()));
    }

    /**
     * Starts everything and returns when all of it is healthy.
     *
     * @param root the repository, built
     * @param folder for everything that runs; data of an earlier run in it is deleted
     */
    public static Stack start(Path root, Path folder, Ports ports) {
        Scripts scripts = new Scripts(root, folder.toAbsolutePath().normalize(), ports);
        prepare(scripts.folder(), ports);
        Thread atExit = new Thread(() -> scripts.run("down"));
        Runtime.getRuntime().addShutdownHook(atExit);
        scripts.run("up", "--detach", "--no-day", "--no-training", "--regions", REGION);
        return new Stack(scripts, atExit);
    }

    private static void prepare(Path folder, Ports ports) {
        try (var builtIn = Objects.requireNonNull(Topology.class.getResourceAsStream("/meridian/topology.yaml"))) {
            Files.createDirectories(folder);
            Folders.delete(folder.resolve("run/db")); // another run's data would be counted
            Folders.delete(folder.resolve("run/log"));
            String yaml = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve("topology.yaml"), yaml.replace("127.0.0.1:80", "127.0.0.1:" + ports.gateways()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI gateway() {
        return topology.region(REGION).gateway();
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
        return cluster.owner(REGION);
    }

    /** A service's or the gateway's process, if it runs. */
    public Optional<ProcessHandle> process(String name) {
        Path file = scripts.folder().resolve("run/pid").resolve(REGION + "-" + name);
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Every process of the region that runs, the database included, by its name. */
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of("gateway"));
        names.addAll(LocalCluster.SERVICES);
        names.forEach(name -> process(name).ifPresent(p -> all.put(name, p)));
        cluster.process(REGION).ifPresent(p -> all.put("database", p));
        return all;
    }

    /** SIGKILL, at once; whether there was something to kill. */
    public boolean kill(String name) {
        return process(name).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Starts a killed process again and returns when it is healthy. */
    public void revive(String name) {
        scripts.run("start", REGION, name);
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
    }
}
