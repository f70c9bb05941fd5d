package org.meridian.bench.load;

import java.util.function.ToDoubleFunction;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;

/**
 * What a platform can do, measured just before a surge and just after it: on a machine whose host serves others as well it may have become another
 * one meanwhile. The mean of the two counts.
 */
record Capacity(Peak.Result before, Peak.Result after) {

    static double perSecond(Peak.Result result) {
        return perSecond(result.served(), result.cpu());
    }

    /** What was served of it, 0 upwards. */
    double share(long served, CpuCount.Used cpu) {
        return perSecond(served, cpu) / mean(Capacity::perSecond);
    }

    /** The same for each processor that the generator and other programs left. */
    double shareOnWhatIsLeft(long served, CpuCount.Used cpu) {
        return onWhatIsLeft(served, cpu) / mean(result -> onWhatIsLeft(result.served(), result.cpu()));
    }

    void report(String experiment, Findings findings) {
        findings.add(Figure.higherIsBetter(experiment + ": capacity, just before", perSecond(before), "/s"));
        findings.add(Figure.higherIsBetter(experiment + ": capacity, just after", perSecond(after), "/s"));
    }

    private double mean(ToDoubleFunction<Peak.Result> of) {
        return (of.applyAsDouble(before) + of.applyAsDouble(after)) / 2;
    }

    private static double perSecond(long served, CpuCount.Used cpu) {
        return served / cpu.wall();
    }

    private static double onWhatIsLeft(long served, CpuCount.Used cpu) {
        return perSecond(served, cpu) / Prices.left(cpu);
    }
}
