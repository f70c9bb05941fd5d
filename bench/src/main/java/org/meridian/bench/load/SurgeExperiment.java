package org.meridian.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/**
 * Ten times what the platform can do of a city's mix: all kinds of calls at once, every service and the database at their limits together.
 * What it can do is the most that it served in windows with more and more of it, measured again just before and just after
 * (see {@link Capacity}).
 */
public final class SurgeExperiment implements Experiment {

    private static final double TIMES = 10;
    private static final double SECONDS = 60;
    private static final double WINDOW_SECONDS = 20;
    private static final int MOST_CALLS = 500_000;
    private static final double QUICK = 0.005;
    private static final double QUICK_SECONDS = 4;
    private static final Duration SETTLED = Duration.ofMinutes(3);

    /** Multiples of the planned peak. */
    private static final List<Double> MORE_AND_MORE = List.of(0.1, 0.15, 0.2, 0.3);

    @Override
    public String name() {
        return "surge";
    }

    /** It takes minutes, and its figures want a machine of their own. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        Delivery delivery = new Delivery(world);
        double multiple = world.quick() ? QUICK : best(city, delivery, findings);
        double window = world.quick() ? QUICK_SECONDS : WINDOW_SECONDS;
        Peak.Result before = Peak.offer(city, multiple, window);
        delivery.awaitDelivered(SETTLED);
        double offered = Capacity.perSecond(before) * TIMES;
        double seconds = world.quick() ? QUICK_SECONDS : Math.min(SECONDS, MOST_CALLS / offered);
        Peak.Result surge = Peak.offer(city, offered / Peak.callsPerSecond(), seconds);
        delivery.awaitDelivered(SETTLED);
        Peak.Result after = Peak.offer(city, multiple, window);
        findings.remark("surge: " + Profile.of(surge));
        Capacity capacity = new Capacity(before, after);
        capacity.report("surge", findings);
        findings.add(Figure.plain("surge: offered", offered, "calls/s"));
        findings.add(Figure.plain("surge: for", seconds, "s"));
        findings.add(
                Check.none("surge: acknowledged and not there once", before.wrong() + surge.wrong() + after.wrong()));
        findings.add(Check.none("surge: neither served nor refused", neither(surge)));
        findings.add(Figure.higherIsBetter(
                "surge: served, as it is", capacity.share(surge.served(), surge.cpu()) * 100, "% of capacity"));
        if (!world.quick()) {
            findings.add(Check.atLeast(
                    "surge: served of 10 × the capacity, on what processors the generator leaves",
                    capacity.shareOnWhatIsLeft(surge.served(), surge.cpu()) * 100,
                    "% of capacity",
                    90));
        }
        findings.add(Figure.lowerIsBetter(
                "surge: generator's longest round", surge.outcomes().getFirst().longestRound(), "ms"));
        surge.outcomes().forEach(outcome -> report(outcome, world.quick(), findings));
        Room.report("surge", world, findings);
    }

    /** The multiple of the peak at which most was served. */
    private static double best(City city, Delivery delivery, Findings findings) {
        WarmUp.untilCalm(city, "surge", findings);
        List<Peak.Result> tried = new ArrayList<>();
        for (double multiple : MORE_AND_MORE) {
            delivery.awaitDelivered(SETTLED);
            Peak.Result window = Peak.offer(city, multiple, WINDOW_SECONDS);
            findings.remark("surge: at %.2f times the peak: %.0f of %.0f calls/s served, %s"
                    .formatted(
                            multiple,
                            Capacity.perSecond(window),
                            multiple * Peak.callsPerSecond(),
                            Profile.of(window)));
            tried.add(window);
        }
        delivery.awaitDelivered(SETTLED);
        return tried.stream()
                .max(Comparator.comparingDouble(Capacity::perSecond))
                .orElseThrow()
                .multiple();
    }

    private static void report(Outcome outcome, boolean quick, Findings findings) {
        String name = "surge: " + outcome.name();
        if (!quick) {
            findings.add(Figure.lowerIsBetter(name + ", refused within, p50", outcome.refusedMilliseconds(50), "ms"));
            findings.add(Check.atMost(name + ", refused within, p99", outcome.refusedMilliseconds(99), "ms", 50));
            findings.remark(name + ", refused within, p99 of each second, ms: "
                    + outcome.refusedMillisecondsBySecond(99).stream()
                            .map(value -> "%.0f".formatted(value))
                            .collect(Collectors.joining(" ")));
        }
        findings.remark("%s: %d offered, %d served, p50/p99 %.0f/%.0f ms; %s"
                .formatted(
                        name,
                        outcome.offered(),
                        outcome.served(),
                        outcome.milliseconds(50),
                        outcome.milliseconds(99),
                        outcome.errors()));
    }

    /** Whoever was refused a code has nothing to register with. */
    private static long neither(Peak.Result result) {
        return result.outcomes().stream()
                .flatMap(outcome -> outcome.errors().entrySet().stream())
                .filter(kind ->
                        !kind.getKey().startsWith("503 ") && !kind.getKey().endsWith("the call before it failed"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
