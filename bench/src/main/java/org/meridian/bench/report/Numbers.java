package org.meridian.bench.report;

import java.util.Locale;

/** Numbers as people read them: at most three decimals, none that say nothing. */
final class Numbers {

    private Numbers() {}

    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
