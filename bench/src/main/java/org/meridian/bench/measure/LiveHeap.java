package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process really holds over the time of one piece of work: its heap after a full collection, asked for every
 * few seconds with the JDK's {@code jcmd}. Resident memory shows the heap's limit instead, to which any JVM grows.
 */
public final class LiveHeap implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final List<Long> samples = new ArrayList<>();
    private final Thread watcher;
    private volatile boolean ended;

    private LiveHeap(ProcessHandle process) {
        this.watcher = Thread.ofPlatform().daemon().start(() -> {
            while (!ended) {
                long used = live(process.pid());
                synchronized (samples) {
                    samples.add(used);
                }
                LockSupport.parkNanos(EVERY_NANOS);
            }
        });
    }

    public static LiveHeap watch(ProcessHandle process) {
        return new LiveHeap(process);
    }

    /** Megabytes when this share of the work's time had passed. */
    public double at(double share) {
        synchronized (samples) {
            return Memory.at(samples, share) / 1024.0;
        }
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(watcher);
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long live(long pid) {
        try {
            jcmd(pid, "GC.run");
            return used(jcmd(pid, "GC.heap_info"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Kilobytes in all generations together. */
    static long used(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = jcmd.waitFor();
        if (status != 0) {
            throw new IOException("jcmd " + command + " ended with " + status + ": " + out.strip());
        }
        return out;
    }
}
