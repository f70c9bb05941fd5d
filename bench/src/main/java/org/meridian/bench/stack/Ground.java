package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.meridian.db.topology.Topology;

/** The folder of a platform before it starts. */
final class Ground {

    private static final String TOPOLOGY = "topology.yaml";

    private Ground() {}

    /** Whether something ran there before. */
    static boolean isThere(Path folder) {
        return Files.exists(folder.resolve(TOPOLOGY));
    }

    /** What an earlier run wrote there goes, and the topology comes. */
    static void prepare(Path folder, Ports ports) {
        try {
            Folders.delete(folder.resolve("run/db")); // another run's data would be counted
            Folders.delete(folder.resolve("run/log"));
            Folders.delete(folder.resolve("run/keys")); // an installation of its own, of this version
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeTopology(folder, ports);
    }

    static void writeTopology(Path folder, Ports ports) {
        try (var builtIn = Objects.requireNonNull(Topology.class.getResourceAsStream("/meridian/topology.yaml"))) {
            Files.createDirectories(folder);
            String yaml = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(TOPOLOGY), yaml.replace("127.0.0.1:80", "127.0.0.1:" + ports.gateways()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void changeTopology(Path folder, UnaryOperator<String> change) {
        Path file = folder.resolve(TOPOLOGY);
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
