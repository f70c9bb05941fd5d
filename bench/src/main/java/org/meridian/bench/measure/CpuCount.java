package org.meridian.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time by process while something was measured, and what else the machine did meanwhile: figures of a machine that was
 * busy with other things show it themselves.
 */
public final class CpuCount {

    /** The processes that are no part of the platform. */
    public static final String OTHERS = "everything else";

    private static final double MICROS = 1e6;
    private static final double TICKS_PER_SECOND = 100;

    private final Cpu cpu;
    private final RunQueue queue;
    private final Compilers compilers;
    private final double busyBefore;
    private final long begun;

    private CpuCount(Map<String, ProcessHandle> processes) {
        Map<String, ProcessHandle> jvms = new LinkedHashMap<>(processes);
        jvms.remove("database");
        this.queue = RunQueue.of(processes);
        this.compilers = Compilers.of(jvms.values());
        this.cpu = Cpu.of(processes);
        this.busyBefore = busySeconds();
        this.begun = System.nanoTime();
    }

    /** Begins to count for these processes and for this one, {@code generator}. */
    public static CpuCount of(Map<String, ProcessHandle> processes) {
        return new CpuCount(processes);
    }

    /** Since then. */
    public Used used() {
        Map<String, Double> seconds = new LinkedHashMap<>(cpu.used());
        double ours = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        seconds.put(OTHERS, Math.max(0, busySeconds() - busyBefore - ours));
        return new Used((System.nanoTime() - begun) / 1e9, seconds, queue.seconds(), compilers.share());
    }

    /**
     * @param wall seconds that passed
     * @param seconds of processor time, by process; {@code generator} and {@link #OTHERS} among them
     * @param queued seconds that the threads of each process of the platform were ready to run and waited for a processor
     * @param compilers what JVMs' compilers took of their processor time, 0 to 1
     */
    public record Used(double wall, Map<String, Double> seconds, Map<String, Double> queued, double compilers) {

        /** Microseconds a request, by process. */
        public Map<String, Double> perRequest(long requests) {
            Map<String, Double> micros = new LinkedHashMap<>();
            seconds.forEach((name, s) -> micros.put(name, requests == 0 ? 0 : s * MICROS / requests));
            return micros;
        }

        /** Processors that were busy with this process all the time. */
        public double cores(String process) {
            return seconds.getOrDefault(process, 0.0) / wall;
        }

        /** Without {@link #OTHERS}. */
        public double platformSeconds() {
            return seconds.entrySet().stream()
                    .filter(e -> !e.getKey().equals(OTHERS))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
    }

    /** Of all processors together, without waiting and what the host gave to other machines. */
    private static double busySeconds() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
            long ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) { // user, nice, system, irq, softirq
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
