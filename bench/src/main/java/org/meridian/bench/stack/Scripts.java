package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.meridian.bench.BenchException;

/**
 * deploy's scripts, as people call them, for a platform in a folder of its own.
 *
 * @param root the repository, built
 * @param folder holds the topology, data, logs and keys
 * @param settings more of the environment, for the processes that are started
 */
record Scripts(Path root, Path folder, Ports ports, Map<String, String> settings) {

    Scripts(Path root, Path folder, Ports ports) {
        this(root, folder, ports, Map.of());
    }

    Scripts with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Scripts(root, folder, ports, Map.copyOf(all));
    }

    /** @throws BenchException with all that the script said, when it fails */
    void run(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("deploy").resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("MERIDIAN_RUN", folder.resolve("run").toString());
        environment.put("MERIDIAN_TOPOLOGY", folder.resolve("topology.yaml").toString());
        environment.put("MERIDIAN_DB_PORT", Integer.toString(ports.database()));
        environment.put("MERIDIAN_SERVICE_PORTS", Integer.toString(ports.services()));
        environment.put("MERIDIAN_NO_BUILD", "1");
        environment.putAll(settings);
        try {
            // to a file: a pipe would stay open as long as what was started
            Path output = Files.createTempFile(folder, name, ".log");
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(15, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new BenchException("deploy/" + name + " " + String.join(" ", arguments) + " failed:\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
