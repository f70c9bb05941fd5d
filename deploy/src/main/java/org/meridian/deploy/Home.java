package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.tls.Certificates;
import org.meridian.db.topology.Topology;

/**
 * Where things lie.
 *
 * @param root the repository
 * @param run what belongs to the running platform: data, logs, keys, pid files, unpacked jars; deleting it is a clean start
 * @param topologyFile another topology than the one that is built in
 * @param databasePort of every database node
 * @param servicePorts where the services' ports are counted from, see {@link Plan}
 */
record Home(Path root, Path run, @Nullable Path topologyFile, int databasePort, int servicePorts) {

    static final String LAUNCHER = "launcher";

    /** As the scripts say it, in system properties and the environment. */
    static Home fromEnvironment() {
        Path root = Path.of(System.getProperty("meridian.home", "."))
                .toAbsolutePath()
                .normalize();
        String run = System.getenv("MERIDIAN_RUN");
        String topology = System.getenv("MERIDIAN_TOPOLOGY");
        return new Home(
                root,
                run == null
                        ? root.resolve("deploy/run")
                        : Path.of(run).toAbsolutePath().normalize(),
                topology == null ? null : Path.of(topology).toAbsolutePath(),
                number("MERIDIAN_DB_PORT", LocalCluster.PORT),
                number("MERIDIAN_SERVICE_PORTS", Plan.FIRST_PORT));
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    Plan plan() {
        return Plan.of(topology(), servicePorts, isEncrypted());
    }

    Topology topology() {
        return Topology.load(topologyFile);
    }

    Path database() {
        return run.resolve("db");
    }

    /** Certificates; where there are any, everything speaks TLS. */
    Path tls() {
        return run.resolve("tls");
    }

    boolean isEncrypted() {
        return Files.isDirectory(tls());
    }

    /** Makes what this installation lacks. */
    Certificates certificates(Collection<App> apps) {
        Certificates certificates = Certificates.in(tls());
        certificates.ensure(LAUNCHER, List.of("127.0.0.1"));
        apps.forEach(app -> certificates.ensure(app.id(), List.of("127.0.0.1")));
        return certificates;
    }

    Path keys() {
        return run.resolve("keys");
    }

    /** Who was erased; apart from the database, which may be restored from an older copy. */
    Path erasures() {
        return run.resolve("erasures");
    }

    /** A name that no other installation has, made up at the first start: its audit trail bears it. */
    synchronized String installation() {
        Path file = keys().resolve("installation");
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be made or read", e);
        }
    }

    Path log(String id) {
        return run.resolve("log").resolve(id + ".log");
    }

    /** What a process says when its log is not there yet, or not any more. */
    Path output(String id) {
        return run.resolve("log").resolve(id + ".out");
    }

    Path pidFile(String id) {
        return run.resolve("pid").resolve(id);
    }

    Path config(App app) {
        return run.resolve("config").resolve(app.id() + ".properties");
    }

    LocalCluster.Options cluster() {
        LocalCluster.Options options = LocalCluster.Options.lasting(database(), topology(), databasePort)
                .withSeenAt(number("MERIDIAN_DB_SEEN_AT", databasePort));
        return isEncrypted() ? options.withTls(tls()) : options;
    }

    /** Notes which regions' services are wanted, for deploy/status. */
    void remember(List<String> chosen, List<String> running) {
        try {
            Set<String> all = new LinkedHashSet<>(chosen);
            all.addAll(running);
            Files.write(run.resolve("regions"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The regions whose services are wanted; all of them as long as nothing was started. */
    List<String> wanted(Plan plan) {
        Path file = run.resolve("regions");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : plan.regions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Held by who starts, serves or stops, see {@link Launcher}. */
    Path lock() {
        return run.resolve("lock");
    }

    void makeFolders() {
        try {
            for (String folder : new String[] {"log", "pid", "config", "app", "lib", "aot"}) {
                Files.createDirectories(run.resolve(folder));
            }
            for (String folder : new String[] {"log", "config"}) {
                Files.setPosixFilePermissions(run.resolve(folder), PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + run + " cannot be made", e);
        }
    }
}
