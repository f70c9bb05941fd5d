package org.meridian.deploy.day;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meridian.db.topology.Topology;

/** The launcher, as the scripts run it, in a folder and on ports of its own. */
final class Platform {

    private static final int DATABASE_PORT = 25433;
    private static final int SERVICE_PORTS = 9100;

    private final Path folder;
    private final Path topologyFile;
    private final Topology topology;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Platform(Path folder) {
        this.folder = folder;
        this.topologyFile = folder.resolve("topology.yaml");
        try (var builtIn = Topology.class.getResourceAsStream("/meridian/topology.yaml")) {
            String yaml = new String(builtIn.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(topologyFile, yaml.replace("127.0.0.1:80", "127.0.0.1:90"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.topology = Topology.load(topologyFile);
    }

    /** The launcher's exit status; what it prints goes to the test's output. */
    int run(String... arguments) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dmeridian.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                classPath,
                "org.meridian.deploy.Deploy"));
        command.addAll(List.of(arguments));
        ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
        launcher.environment().put("MERIDIAN_RUN", folder.resolve("run").toString());
        launcher.environment().put("MERIDIAN_TOPOLOGY", topologyFile.toString());
        launcher.environment().put("MERIDIAN_DB_PORT", Integer.toString(DATABASE_PORT));
        launcher.environment().put("MERIDIAN_SERVICE_PORTS", Integer.toString(SERVICE_PORTS));
        try {
            // to a file: a pipe would stay open as long as what was started
            Path output = Files.createTempFile(folder, "launcher", ".log");
            Process process = launcher.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            System.out.print(Files.readString(output));
            if (!ended) {
                process.destroyForcibly();
                throw new IllegalStateException("the launcher does not end: " + String.join(" ", arguments));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Api gateway(String region) {
        return new Api(http, topology.region(region).gateway());
    }

    FrontDesk desk(String region) {
        return new FrontDesk(gateway(region));
    }

    List<String> regions() {
        return topology.regions().stream().map(r -> r.name()).toList();
    }
}
