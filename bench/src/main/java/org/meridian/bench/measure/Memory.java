package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process's resident memory over the time of one piece of work. */
public final class Memory implements AutoCloseable {

    private static final long EVERY_NANOS = 100_000_000;

    private final List<Long> samples = new ArrayList<>();
    private final Thread watcher;
    private volatile boolean ended;

    private Memory(ProcessHandle process) {
        this.watcher = Thread.ofPlatform().daemon().start(() -> {
            while (!ended) {
                synchronized (samples) {
                    samples.add(resident(process.pid()));
                }
                LockSupport.parkNanos(EVERY_NANOS);
            }
        });
    }

    public static Memory watch(ProcessHandle process) {
        return new Memory(process);
    }

    /** Megabytes that a process and its children hold at present, a page that they share counted once. */
    public static double now(ProcessHandle process) {
        return (share(process.pid())
                        + process.descendants().mapToLong(p -> share(p.pid())).sum())
                / (1024.0 * 1024);
    }

    /** Proportional set size; where the system does not tell, what is resident. */
    private static long share(long pid) {
        long share = kilobytes(pid, "smaps_rollup", "Pss:");
        return share > 0 ? share : resident(pid);
    }

    /** Megabytes when this share of the work's time had passed. */
    public double at(double share) {
        synchronized (samples) {
            return at(samples, share) / (1024.0 * 1024);
        }
    }

    /** The median of the tenth of all samples around a point: one sample may lie beside a collection. */
    static double at(List<Long> samples, double share) {
        int middle = (int) Math.round(share * (samples.size() - 1));
        int around = Math.max(1, samples.size() / 20);
        List<Long> near =
                samples.subList(Math.max(0, middle - around), Math.min(samples.size(), middle + around + 1)).stream()
                        .sorted()
                        .toList();
        return near.get(near.size() / 2);
    }

    @Override
    public void close() {
        ended = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long resident(long pid) {
        return kilobytes(pid, "status", "VmRSS:");
    }

    /** In bytes; 0 when it is not told. */
    private static long kilobytes(long pid, String file, String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
                    .filter(l -> l.startsWith(field))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
