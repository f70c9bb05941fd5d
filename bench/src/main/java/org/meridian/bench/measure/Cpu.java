package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of processes, as the operating system accounts for it. */
public final class Cpu {

    /** USER_HZ: what /proc counts in, on every Linux that runs on a server. */
    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Double> before;

    private Cpu(Map<String, ProcessHandle> processes) {
        this.processes = processes;
        this.before = seconds(processes);
    }

    /** Begins to count for these processes and for this one, the generator. */
    public static Cpu of(Map<String, ProcessHandle> processes) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        all.put("generator", ProcessHandle.current());
        all.putAll(processes);
        return new Cpu(all);
    }

    /** Seconds that a process has used since it began. */
    public static double total(ProcessHandle process) {
        return seconds(process.pid(), true);
    }

    /** Seconds that each has used since then; a process that died meanwhile is left out. */
    public Map<String, Double> used() {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds(processes).forEach((name, seconds) -> used.put(name, seconds - before.getOrDefault(name, 0.0)));
        return used;
    }

    private static Map<String, Double> seconds(Map<String, ProcessHandle> processes) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            double sum = seconds(process.pid(), true)
                    + process.descendants()
                            .mapToDouble(p -> seconds(p.pid(), false))
                            .sum();
            if (process.isAlive()) {
                seconds.put(name, sum);
            }
        });
        return seconds;
    }

    /** @param withEnded whether children that ended count too: a database's connections are processes */
    private static double seconds(long pid, boolean withEnded) {
        try {
            return seconds(Files.readString(Path.of("/proc/" + pid + "/stat")), withEnded);
        } catch (IOException e) {
            return 0;
        }
    }

    /** From the text of {@code /proc/<pid>/stat}, whose second field may hold any character. */
    static double seconds(String stat, boolean withEnded) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withEnded) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
