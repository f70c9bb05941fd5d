package org.meridian.bench.load;

import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.load.city.Peak.Result;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.world.World;

/** The planned peak of a city, all at once and on a fixed schedule, through one gateway; then how much more or less of it holds. */
public final class MixExperiment implements Experiment {

    private static final double P99_MILLIS = 250;
    private static final double SECONDS = 60;
    private static final double SEARCH_SECONDS = 20;
    private static final double WARM_UP_SECONDS = 15;
    private static final double QUICK = 0.005;

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        if (world.quick()) {
            report(Peak.offer(city, QUICK, 4), findings, "mix", false);
            return;
        }
        Peak.offer(city, 0.1, WARM_UP_SECONDS); // until the JVMs have compiled what they run
        Result planned = Peak.offer(city, 1, SECONDS);
        report(planned, findings, "mix", true);
        findings.add(Figure.higherIsBetter("mix: highest multiple that holds", highest(city, planned), "times"));
    }

    /** Halves or doubles until one holds and one does not, then looks once or twice between them. */
    private static double highest(City city, Result planned) {
        double low = planned.holds(P99_MILLIS) ? 1 : 0;
        double high = low > 0 ? 0 : 1;
        double next = low > 0 ? 2 : 0.5;
        for (int step = 0; step < 5; step++) {
            if (Peak.offer(city, next, SEARCH_SECONDS).holds(P99_MILLIS)) {
                low = next;
            } else {
                high = next;
            }
            next = high == 0 ? 2 * low : low == 0 ? high / 2 : (low + high) / 2;
        }
        return low;
    }

    private static void report(Result result, Findings findings, String prefix, boolean timed) {
        for (Outcome outcome : result.outcomes()) {
            String name = prefix + ": " + outcome.name();
            findings.add(Check.none(name + ", failed", outcome.failed()));
            findings.add(Figure.plain(name + ", offered", result.offered().getOrDefault(outcome.name(), 0.0), "/s"));
            findings.add(Figure.higherIsBetter(name + ", served", outcome.served() / result.seconds(), "/s"));
            if (timed) {
                findings.add(Check.atMost(name + ", p99", outcome.milliseconds(99), "ms", P99_MILLIS));
            }
            findings.add(Figure.lowerIsBetter(name + ", p50", outcome.milliseconds(50), "ms"));
            findings.add(Figure.lowerIsBetter(name + ", p99.9", outcome.milliseconds(99.9), "ms"));
            outcome.errors().forEach((kind, n) -> findings.remark(name + ": " + n + " × " + kind));
        }
        result.accounts().forEach((flow, account) -> {
            findings.add(Check.none(prefix + ": " + flow + ", acknowledged and lost", account.lost()));
            findings.add(Check.none(prefix + ": " + flow + ", doubled", account.doubled()));
            findings.add(Check.none(prefix + ": " + flow + ", there without being asked for", account.unexpected()));
        });
        result.cpu()
                .perRequest(
                        result.outcomes().stream().mapToLong(Outcome::offered).sum())
                .forEach((process, micros) ->
                        findings.add(Figure.lowerIsBetter(prefix + ": processor time, " + process, micros, "µs/call")));
    }
}
