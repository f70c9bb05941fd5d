package org.meridian.bench.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What became of one offer. */
public final class Outcome {

    private static final long LONGEST_MICROS = 600_000_000;
    private static final double MILLI = 1000.0;

    private final String name;
    private final Histogram served = new Histogram(LONGEST_MICROS, 3);
    private final Histogram refused = new Histogram(LONGEST_MICROS, 3);
    private final Map<String, Long> errors = new TreeMap<>();
    private final List<Second> course = new ArrayList<>();
    private long offered;
    private long unanswered;
    private double seconds;
    private double longestRound;

    Outcome(String name) {
        this.name = name;
    }

    /** Calls that were due within one second of the run. */
    static final class Second {
        private final Histogram micros = new Histogram(LONGEST_MICROS, 2);
        private final Histogram refused = new Histogram(LONGEST_MICROS, 2);
        private long failed;
    }

    /** A second of the run, for a plot; times in milliseconds. */
    public record Point(int second, long served, long failed, double p50, double p99) {}

    void due() {
        offered++;
    }

    /** @param due when the call was due, from the run's start */
    void served(long due, long nanos) {
        long micros = Math.min(nanos / 1000, LONGEST_MICROS);
        served.recordValue(micros);
        second(due).micros.recordValue(micros);
    }

    /** @param sinceSent of an answer that is a refusal: how long the refused call was kept waiting for it */
    void failed(long due, String kind, long sinceSent) {
        errors.merge(kind, 1L, Long::sum);
        second(due).failed++;
        if (sinceSent >= 0) {
            long micros = Math.min(sinceSent / 1000, LONGEST_MICROS);
            refused.recordValue(micros);
            second(due).refused.recordValue(micros);
        } else {
            unanswered++;
        }
    }

    private Second second(long due) {
        int second = (int) (due / 1_000_000_000L);
        while (course.size() <= second) {
            course.add(new Second());
        }
        return course.get(second);
    }

    void ended(double afterSeconds, double longest) {
        seconds = afterSeconds;
        longestRound = longest;
    }

    public String name() {
        return name;
    }

    /** Calls that were due. */
    public long offered() {
        return offered;
    }

    /** Calls that got what they wanted. */
    public long served() {
        return served.getTotalCount();
    }

    /** Calls that got any answer. */
    public long answered() {
        return offered - unanswered;
    }

    /** All that failed, by kind: {@code 503 overloaded}, {@code no answer}, … */
    public Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    public long failed() {
        return offered - served();
    }

    /** The whole run, until its last answer. */
    public double seconds() {
        return seconds;
    }

    /**
     * The longest that the generator itself took to come round to its connections, milliseconds: its own collections, and what its machine's host
     * did instead, look like late answers.
     */
    public double longestRound() {
        return longestRound;
    }

    public double servedPerSecond() {
        return served() / seconds;
    }

    /** Milliseconds from when a call was due, within which this share of those served had their answer; 0 when none was. */
    public double milliseconds(double percent) {
        return served.getValueAtPercentile(percent) / MILLI;
    }

    /** Milliseconds within which this share of the refused were told so, from when they had been sent. */
    public double refusedMilliseconds(double percent) {
        return refused.getValueAtPercentile(percent) / MILLI;
    }

    /** The same of those that were due in each second of the run; 0 where none was refused. */
    public List<Double> refusedMillisecondsBySecond(double percent) {
        return course.stream()
                .map(second -> second.refused.getValueAtPercentile(percent) / MILLI)
                .toList();
    }

    public List<Point> course() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < course.size(); i++) {
            Second second = course.get(i);
            points.add(new Point(
                    i,
                    second.micros.getTotalCount(),
                    second.failed,
                    second.micros.getValueAtPercentile(50) / MILLI,
                    second.micros.getValueAtPercentile(99) / MILLI));
        }
        return points;
    }
}
