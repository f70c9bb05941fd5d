package org.meridian.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;

/**
 * What a call that is served and one that is refused cost each process, microseconds of processor time; and what follows from that
 * alone. Where the capacity is what the processors can do, and ten times as much comes, of n calls a second g are served and 10 n - g
 * refused in the same time: g·s + (10 n - g)·r = n·s, so g / n = (s - 10 r) / (s - r). A refusal that costs a tenth of a served call
 * leaves nothing to serve with.
 */
record Prices(Map<String, Double> served, Map<String, Double> refused) {

    static final String GENERATOR = "generator";

    private static final double TIMES = 10;
    private static final double MICROS = 1e6;

    /** A refusal's price is what was used in the surge beyond what those who were served cost without one. */
    static Prices of(CpuCount.Used able, long ableServed, CpuCount.Used surge, long surgeServed, long surgeRefused) {
        Map<String, Double> served = new LinkedHashMap<>(able.perRequest(ableServed));
        served.remove(CpuCount.OTHERS);
        Map<String, Double> refused = new LinkedHashMap<>();
        served.forEach((process, micros) -> refused.put(
                process, (surge.seconds().getOrDefault(process, 0.0) * MICROS - micros * surgeServed) / surgeRefused));
        return new Prices(served, refused);
    }

    /** Processors that were left to the platform. */
    static double left(CpuCount.Used used) {
        return Runtime.getRuntime().availableProcessors() - used.cores(GENERATOR) - used.cores(CpuCount.OTHERS);
    }

    void report(Findings findings) {
        served.forEach((process, micros) -> {
            findings.add(Figure.lowerIsBetter("overload: " + process + ", a check-in served", micros, "µs"));
            findings.add(Figure.lowerIsBetter(
                    "overload: " + process + ", a refusal", refused.getOrDefault(process, 0.0), "µs"));
        });
        findings.add(Figure.lowerIsBetter("overload: all of it, a check-in served", sum(served, true), "µs"));
        findings.add(Figure.lowerIsBetter("overload: all of it, a refusal", sum(refused, true), "µs"));
        findings.add(
                Figure.higherIsBetter("overload: at these prices could be served", share(true) * 100, "% of capacity"));
        findings.add(Figure.higherIsBetter(
                "overload: at these prices could be served, were the generator elsewhere",
                share(false) * 100,
                "% of capacity"));
    }

    /** The part of the capacity, 0 to 1, that ten times the capacity leaves at these prices. */
    double share(boolean withGenerator) {
        double dear = sum(served, withGenerator);
        double cheap = sum(refused, withGenerator);
        return Math.clamp((dear - TIMES * cheap) / (dear - cheap), 0, 1);
    }

    private static double sum(Map<String, Double> micros, boolean withGenerator) {
        return micros.entrySet().stream()
                .filter(e -> withGenerator || !e.getKey().equals(GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
