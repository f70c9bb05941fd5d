package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much of JVMs' processor time their own compilers take, as the operating system accounts for it by thread. A JVM that still
 * compiles what it runs shows what it costs to begin, not what it costs to go on.
 */
public final class Compilers {

    /** As HotSpot names them; Linux keeps fifteen letters of a thread's name. */
    private static final String C1 = "C1 CompilerThre";

    private static final String C2 = "C2 CompilerThre";

    private record Task(long process, long id) {}

    private final Collection<ProcessHandle> processes;
    private final Map<Task, Double> compilersBefore;
    private final double allBefore;

    private Compilers(Collection<ProcessHandle> processes) {
        this.processes = processes;
        this.compilersBefore = compilers();
        this.allBefore = all();
    }

    /** Begins to count. */
    public static Compilers of(Collection<ProcessHandle> jvms) {
        return new Compilers(jvms);
    }

    /** Of the processor time that these JVMs have used since then, 0 to 1; a compiler that ended meanwhile is left out. */
    public double share() {
        double used = all() - allBefore;
        double compiling = compilers().entrySet().stream()
                .mapToDouble(e -> e.getValue() - compilersBefore.getOrDefault(e.getKey(), 0.0))
                .sum();
        return used <= 0 ? 0 : Math.min(1, compiling / used);
    }

    private double all() {
        return processes.stream().mapToDouble(Cpu::total).sum();
    }

    private Map<Task, Double> compilers() {
        Map<Task, Double> seconds = new HashMap<>();
        for (ProcessHandle process : processes) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
                threads.forEach(thread -> add(process.pid(), thread, seconds));
            } catch (IOException e) {
                // it has ended
            }
        }
        return seconds;
    }

    private static void add(long process, Path thread, Map<Task, Double> seconds) {
        try {
            String name = Files.readString(thread.resolve("comm")).strip();
            if (name.equals(C1) || name.equals(C2)) {
                seconds.put(
                        new Task(process, Long.parseLong(thread.getFileName().toString())),
                        Cpu.seconds(Files.readString(thread.resolve("stat")), false));
            }
        } catch (IOException e) {
            // it has ended
        }
    }
}
