package org.meridian.deploy.day;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;

/** Tells the day as it happens, and keeps count of what was checked. */
final class Narrator {

    private final PrintStream out;
    private int held;
    private int failed;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.printf("%n== %s%n", title);
        out.flush();
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for this one line
    void say(String format, Object... values) {
        out.println("   " + String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** Something that must be so. */
    void check(String what, Object expected, Object actual) {
        if (Objects.equals(expected, actual)) {
            held++;
            out.printf("   ok   %s: %s%n", what, actual);
        } else {
            failed++;
            out.printf("   OFF  %s: expected %s, was %s%n", what, expected, actual);
        }
        out.flush();
    }

    int held() {
        return held;
    }

    int failed() {
        return failed;
    }
}
