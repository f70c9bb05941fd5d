package org.meridian.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.load.city.Surge;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Traffic;
import org.meridian.bench.world.World;

/**
 * Ten times what the platform can do, and ten times as much at one place. What it can do is found out first, by callers who wait for their
 * answers. The generator's own work is part of neither platform, and for ten times as many calls there is ten times as much
 * of it on the same processors: so what is served is compared with what could be served on the processors that the generator
 * left; the bare comparison stands beside it.
 */
public final class OverloadExperiment implements Experiment {

    private static final int CALLERS = 128;
    private static final int QUICK_CALLERS = 16;
    private static final int WARM_UP = 20_000;
    private static final int QUICK_COUNT = 500;
    private static final double CAPACITY_SECONDS = 10;
    private static final double SURGE_SECONDS = 60;
    private static final int MOST_PEOPLE = 250_000;
    private static final int PLACES = 20;
    private static final double QUIET_SHARE = 0.5;
    private static final double WINDOW_SECONDS = 8;
    private static final int WINDOWS = 3;
    private static final double USUAL_SECONDS = 60;

    @Override
    public String name() {
        return "overload";
    }

    /** It takes minutes, and its figures want a machine of their own. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        int count = world.quick() ? QUICK_COUNT : warm(world, city);
        Peak.Result able = alone(world, city, count);
        Capacity capacity = surge(world, city, findings, able, count);
        crowd(world, city, findings, Capacity.perSecond(capacity.after()));
    }

    /** Until the JVMs have compiled what they run; how many check-ins will take as long as they shall. */
    private static int warm(World world, City city) {
        alone(world, city, WARM_UP);
        return (int) (Capacity.perSecond(alone(world, city, WARM_UP)) * CAPACITY_SECONDS);
    }

    /** By callers who wait for their answers. */
    private static Peak.Result alone(World world, City city, int count) {
        return Peak.alone(city, Peak.share("check-in"), count, world.quick() ? QUICK_CALLERS : CALLERS);
    }

    private static Capacity surge(World world, City city, Findings findings, Peak.Result able, int count) {
        double capacity = Capacity.perSecond(able);
        double seconds = world.quick() ? 5 : Math.min(SURGE_SECONDS, MOST_PEOPLE / (capacity * 1.5));
        // half as many again as the capacity lets in, and one for each connection that waits for its answer
        int people = (int) Math.min(capacity * seconds * 1.5 + Traffic.CONNECTIONS, MOST_PEOPLE);
        Surge.Result surge = Surge.of(city, capacity * 10, seconds, people);
        Outcome outcome = surge.outcomes().getFirst();
        Capacity both = new Capacity(able, alone(world, city, count));
        both.report("overload", findings);
        long refused = outcome.errors().entrySet().stream()
                .filter(kind -> kind.getKey().startsWith("503 overloaded"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        findings.add(Check.none(
                "overload: acknowledged and not there once", surge.account().wrong()));
        findings.add(Check.none("overload: neither served nor refused", outcome.failed() - refused));
        if (!world.quick()) {
            findings.add(Check.atLeast(
                    "overload: served of 10 × the capacity, on what processors the generator leaves",
                    both.shareOnWhatIsLeft(outcome.served(), surge.cpu()) * 100,
                    "% of capacity",
                    90));
            findings.add(Check.atMost("overload: refused within, p99", outcome.refusedMilliseconds(99), "ms", 50));
        }
        findings.add(Figure.higherIsBetter(
                "overload: served, as it is", both.share(outcome.served(), surge.cpu()) * 100, "% of capacity"));
        findings.add(Figure.plain("overload: surge", seconds, "s"));
        findings.add(Figure.plain(
                "overload: offered", outcome.offered() / surge.cpu().wall(), "/s"));
        findings.add(
                Figure.lowerIsBetter("overload: served within, p99 from when due", outcome.milliseconds(99), "ms"));
        findings.add(Figure.lowerIsBetter("overload: refused within, p50", outcome.refusedMilliseconds(50), "ms"));
        findings.add(Figure.lowerIsBetter(
                "overload: generator's processors in the surge", surge.cpu().cores(Prices.GENERATOR), ""));
        findings.add(Figure.lowerIsBetter("overload: generator's longest round", outcome.longestRound(), "ms"));
        if (refused > 0) {
            Prices prices = Prices.of(able.cpu(), able.served(), surge.cpu(), outcome.served(), refused);
            prices.report(findings);
        }
        outcome.errors().forEach((kind, n) -> findings.remark("overload: " + n + " × " + kind));
        return both;
    }

    /** Windows with and without the crowd, in turn; each kind's middle one counts. */
    private static void crowd(World world, City city, Findings findings, double capacity) {
        double place = capacity * QUIET_SHARE / (PLACES + 1);
        double seconds = world.quick() ? 1 : WINDOW_SECONDS;
        int windows = world.quick() ? 1 : WINDOWS;
        List<Double> quiet = new ArrayList<>();
        List<Double> crowded = new ArrayList<>();
        long wrong = 0;
        long othersRefused = 0;
        long turnedAway = 0;
        if (!world.quick()) {
            Surge.crowd(city, PLACES, place * PLACES, place, USUAL_SECONDS); // what is usual has to be known
        }
        for (int i = 0; i < windows; i++) {
            Surge.Result without = Surge.crowd(city, PLACES, place * PLACES, place, seconds);
            Surge.Result with = Surge.crowd(city, PLACES, place * PLACES, place * 10, seconds);
            quiet.add(without.outcomes().getFirst().milliseconds(99));
            crowded.add(with.outcomes().getFirst().milliseconds(99));
            wrong += without.account().wrong() + with.account().wrong();
            othersRefused += with.outcomes().getFirst().failed();
            turnedAway += with.outcomes().getLast().failed();
        }
        findings.add(Check.none("overload: a crowd at one place, acknowledged and not there once", wrong));
        if (!world.quick()) {
            double ratio = middle(crowded) / middle(quiet);
            findings.add(Check.atMost("overload: 10 × at one place, the others' p99", ratio, "times", 1.2));
            findings.add(Check.none("overload: 10 × at one place, refused at the others", othersRefused));
        }
        findings.add(Figure.lowerIsBetter("overload: the others' p99 without a crowd", middle(quiet), "ms"));
        findings.add(Figure.lowerIsBetter("overload: the others' p99 with it", middle(crowded), "ms"));
        findings.add(Figure.count("overload: turned away at the crowded place", turnedAway));
    }

    private static double middle(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
