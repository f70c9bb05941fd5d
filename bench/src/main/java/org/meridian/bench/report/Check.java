package org.meridian.bench.report;

/**
 * A promise and what was found.
 *
 * @param name what is promised
 * @param value what was measured
 * @param target what it had to be, for people
 */
public record Check(String name, double value, String unit, String target, boolean pass) {

    public static Check atLeast(String name, double value, String unit, double target) {
        return new Check(name, value, unit, "≥ " + Numbers.text(target), value >= target);
    }

    public static Check atMost(String name, double value, String unit, double target) {
        return new Check(name, value, unit, "≤ " + Numbers.text(target), value <= target);
    }

    /** A number of things that is known exactly. */
    public static Check equal(String name, long value, String unit, long target) {
        return new Check(name, (double) value, unit, "= " + Numbers.text((double) target), value == target);
    }

    /** Something that must not be found at all. */
    public static Check none(String name, long found) {
        return equal(name, found, "", 0);
    }
}
