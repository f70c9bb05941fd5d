package org.meridian.bench.report;

/**
 * Something measured that nothing was promised about on this machine; compared with an earlier run, never tested.
 *
 * @param better which direction is the better one
 */
public record Figure(String name, double value, String unit, Better better) {

    /** What a change means. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    public static Figure higherIsBetter(String name, double value, String unit) {
        return new Figure(name, value, unit, Better.HIGHER);
    }

    public static Figure lowerIsBetter(String name, double value, String unit) {
        return new Figure(name, value, unit, Better.LOWER);
    }

    public static Figure plain(String name, double value, String unit) {
        return new Figure(name, value, unit, Better.NEITHER);
    }

    /** How many there were. */
    public static Figure count(String name, long value) {
        return plain(name, (double) value, "");
    }
}
