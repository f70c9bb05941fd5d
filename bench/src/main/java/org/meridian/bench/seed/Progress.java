package org.meridian.bench.seed;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Tells every few seconds how far it is. */
final class Progress {

    /** Rows between two looks at the clock. */
    static final int STEP = 10_000;

    private static final long EVERY_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private long lastLine = begin;

    Progress(PrintStream out) {
        this.out = out;
        Thread.ofPlatform()
                .daemon()
                .name("progress")
                .start(
                        () -> { // building an index tells nothing by itself
                            while (true) {
                                LockSupport.parkNanos(EVERY_NANOS / 10);
                                tick();
                            }
                        });
    }

    synchronized void say(String line) {
        out.printf(Locale.ROOT, "[%6.1f s] %s%n", seconds(), line);
    }

    void at(Sheet sheet, long row) {
        states.put(sheet.name(), String.format(Locale.ROOT, "%s %d %%", sheet.name(), 100 * row / sheet.rows()));
    }

    /** Its keys were in place all the time. */
    void added(Sheet sheet) {
        states.remove(sheet.name());
    }

    void at(List<Sheet> sheets, String what) {
        sheets.forEach(sheet -> states.remove(sheet.name()));
        states.put(sheets.getFirst().name(), names(sheets) + " " + what);
    }

    void done(List<Sheet> sheets) {
        sheets.forEach(sheet -> states.remove(sheet.name()));
        long rows = sheets.stream().mapToLong(Sheet::rows).sum();
        say(String.format(Locale.ROOT, "%s: %,d rows with their keys and indexes", names(sheets), rows));
    }

    private synchronized void tick() {
        long now = System.nanoTime();
        if (now - lastLine > EVERY_NANOS && !states.isEmpty()) {
            lastLine = now;
            say(states.values().stream().sorted().collect(Collectors.joining(" · ")));
        }
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String names(List<Sheet> sheets) {
        return sheets.stream().map(Sheet::name).collect(Collectors.joining(", "));
    }
}
