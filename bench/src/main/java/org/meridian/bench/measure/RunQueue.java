package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long processes' threads were ready to run and waited for a processor, as Linux accounts for it by thread
 * ({@code /proc/<pid>/task/<tid>/schedstat}): whether calls were late because everything was busy, or because somebody waited for
 * something else.
 */
public final class RunQueue {

    private static final double NANOS = 1e9;

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Map<String, Double>> before;

    private RunQueue(Map<String, ProcessHandle> processes) {
        this.processes = Map.copyOf(processes);
        this.before = waited();
    }

    /** Begins to count, for each with its children: a database's connections are processes. */
    public static RunQueue of(Map<String, ProcessHandle> processes) {
        return new RunQueue(processes);
    }

    /** Seconds that each one's threads have waited since then, all together; those of threads that ended are left out. */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        waited().forEach((name, threads) -> {
            Map<String, Double> then = before.getOrDefault(name, Map.of());
            seconds.put(
                    name,
                    threads.entrySet().stream()
                            .mapToDouble(e -> e.getValue() - then.getOrDefault(e.getKey(), 0.0))
                            .sum());
        });
        return seconds;
    }

    private Map<String, Map<String, Double>> waited() {
        Map<String, Map<String, Double>> all = new HashMap<>();
        processes.forEach((name, process) -> {
            Map<String, Double> threads = new HashMap<>();
            Stream.concat(Stream.of(process), process.descendants()).forEach(p -> read(p.pid(), threads));
            all.put(name, threads);
        });
        return all;
    }

    private static void read(long process, Map<String, Double> seconds) {
        Path folder = Path.of("/proc/" + process + "/task");
        try (Stream<Path> threads = Files.list(folder)) {
            threads.forEach(thread -> {
                try {
                    String[] fields = Files.readString(thread.resolve("schedstat"))
                            .strip()
                            .split(" ");
                    seconds.put(thread.toString(), Long.parseLong(fields[1]) / NANOS);
                } catch (IOException e) {
                    // it has ended
                }
            });
        } catch (IOException e) {
            // so has the process
        }
    }
}
