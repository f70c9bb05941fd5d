package org.meridian.bench.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.meridian.bench.report.Findings;
import org.meridian.bench.report.Series;

/** A run second by second: which faults there were, what was done, what failed, and how long it took, by region. */
public final class Timeline {

    private static final long LONGEST_MICROS = 120_000_000;

    private final long begin = System.nanoTime();
    private final Map<String, Map<Integer, Second>> regions = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();

    private static final class Second {
        private final LongAdder good = new LongAdder();
        private final LongAdder bad = new LongAdder();
        private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 2);
    }

    private record Span(String fault, int from, int to) {}

    /**
     * One call has been answered, or not.
     *
     * @param good whether it was done; a refusal for lack of room is none
     */
    public void called(String region, long nanos, boolean good) {
        Second second = regions.computeIfAbsent(region, r -> new ConcurrentHashMap<>())
                .computeIfAbsent(now(), s -> new Second());
        (good ? second.good : second.bad).increment();
        second.micros.recordValue(Math.clamp(nanos / 1000, 1, LONGEST_MICROS));
    }

    public void begins(Fault fault) {
        begins(fault.toString());
    }

    /** Something that is no {@link Fault}. */
    public void begins(String fault) {
        spans.add(new Span(fault, now(), Integer.MAX_VALUE));
    }

    public void ends(Fault fault) {
        ends(fault.toString());
    }

    public void ends(String fault) {
        List<Span> ended = spans.stream()
                .filter(span -> span.fault().equals(fault) && span.to() == Integer.MAX_VALUE)
                .toList();
        spans.removeAll(ended);
        ended.forEach(span -> spans.add(new Span(fault, span.from(), now())));
    }

    private int now() {
        return (int) ((System.nanoTime() - begin) / 1_000_000_000);
    }

    /** As plots of the run with this name. */
    public void tell(String name, Findings findings) {
        int seconds = now() + 1;
        new TreeMap<>(regions).forEach((region, all) -> {
            findings.add(
                    new Series(name + ": " + region + ", goodput", "calls/s", over(seconds, all, s -> s.good.sum())));
            findings.add(
                    new Series(name + ": " + region + ", failed", "calls/s", over(seconds, all, s -> s.bad.sum())));
            findings.add(new Series(
                    name + ": " + region + ", p99",
                    "ms",
                    over(seconds, all, s -> s.micros.getValueAtPercentile(99) / 1000.0)));
        });
        for (Span span : spans) {
            List<Double> active = new ArrayList<>();
            for (int second = 0; second < seconds; second++) {
                active.add(second >= span.from() && second <= span.to() ? 1.0 : 0.0);
            }
            findings.add(new Series(name + ": " + span.fault() + ", faults", "there", active));
        }
    }

    private static List<Double> over(
            int seconds, Map<Integer, Second> all, java.util.function.ToDoubleFunction<Second> value) {
        List<Double> values = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            Second one = all.get(second);
            values.add(one == null ? 0.0 : value.applyAsDouble(one));
        }
        return values;
    }
}
