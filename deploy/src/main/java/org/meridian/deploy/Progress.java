package org.meridian.deploy;

import java.io.PrintStream;
import java.util.Locale;

/** A line per step, each with the seconds since the command was given. */
final class Progress {

    private final PrintStream out;
    private final long startedAt;

    Progress(PrintStream out) {
        this.out = out;
        this.startedAt = Long.getLong("meridian.startedAt", System.currentTimeMillis());
    }

    PrintStream out() {
        return out;
    }

    double seconds() {
        return (System.currentTimeMillis() - startedAt) / 1000.0;
    }

    synchronized void step(String what) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), what);
        out.flush();
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }
}
