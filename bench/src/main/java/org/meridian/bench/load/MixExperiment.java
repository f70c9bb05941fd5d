package org.meridian.bench.load;

import java.time.Duration;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.Account;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.load.city.Peak.Result;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.report.Series;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/** The planned peak of a city, all at once and on a fixed schedule, through one gateway; then how much more or less of it holds. */
public final class MixExperiment implements Experiment {

    private static final double P99_MILLIS = 250;
    private static final double SECONDS = 60;
    private static final double SEARCH_SECONDS = 20;

    /** Events of what was done before are delivered: nothing of it is done while something else is measured. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final double QUICK = 0.005;

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        if (world.quick()) {
            warmUp(city);
            report(Peak.offer(city, QUICK, 4), findings, true);
            return;
        }
        Delivery delivery = new Delivery(world);
        WarmUp.untilCalm(city, "mix", findings);
        delivery.awaitDelivered(SETTLED);
        Result planned = Peak.offer(city, 1, SECONDS);
        findings.remark("mix: at the peak: " + Profile.of(planned));
        report(planned, findings, false);
        findings.add(Figure.higherIsBetter(
                "mix: highest multiple that holds", highest(city, delivery, planned, findings), "times"));
        Room.report("mix", world, findings);
    }

    /** A cold JVM on a slow machine needs seconds for its first answers. What fails here is found again by what is measured. */
    private static void warmUp(City city) {
        Peak.shares().values().forEach(share -> Peak.alone(city, share, 10, 1));
    }

    /** Halves or doubles until one holds and one does not, then looks once or twice between them. */
    private static double highest(City city, Delivery delivery, Result planned, Findings findings) {
        double low = planned.holds(P99_MILLIS) ? 1 : 0;
        double high = low > 0 ? 0 : 1;
        double next = low > 0 ? 2 : 0.5;
        for (int step = 0; step < 5; step++) {
            delivery.awaitDelivered(SETTLED);
            Result tried = Peak.offer(city, next, SEARCH_SECONDS);
            findings.remark("mix: at %.3f times the peak for %.0f s: %d calls failed, books %s, %s"
                    .formatted(
                            next,
                            SEARCH_SECONDS,
                            tried.failed(),
                            tried.accounts().values().stream().allMatch(Account::isRight) ? "right" : "wrong",
                            Profile.of(tried)));
            if (tried.holds(P99_MILLIS)) {
                low = next;
            } else {
                high = next;
            }
            next = high == 0 ? 2 * low : low == 0 ? high / 2 : (low + high) / 2;
        }
        return low;
    }

    private static void report(Result result, Findings findings, boolean quick) {
        Recorder.failures("mix", result, quick, findings);
        for (Outcome outcome : result.outcomes()) {
            String name = "mix: " + outcome.name();
            findings.add(Figure.plain(name + ", offered", result.offered().getOrDefault(outcome.name(), 0.0), "/s"));
            findings.add(Figure.higherIsBetter(name + ", served", outcome.served() / result.seconds(), "/s"));
            if (!quick) {
                findings.add(Check.atMost(name + ", p99", outcome.milliseconds(99), "ms", P99_MILLIS));
            }
            findings.add(Figure.lowerIsBetter(name + ", p50", outcome.milliseconds(50), "ms"));
            findings.add(Figure.lowerIsBetter(name + ", p99", outcome.milliseconds(99), "ms"));
            findings.add(Figure.lowerIsBetter(name + ", p99.9", outcome.milliseconds(99.9), "ms"));
            findings.add(Series.of(name + ", served", "/s", outcome.course(), p -> (double) p.served()));
            findings.add(Series.of(name + ", p99", "ms", outcome.course(), Outcome.Point::p99));
        }
        Recorder.cpu("mix", result, findings);
    }
}
