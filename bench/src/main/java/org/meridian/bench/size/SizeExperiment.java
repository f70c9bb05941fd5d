package org.meridian.bench.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Memory;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.seed.SeededCities;
import org.meridian.bench.seed.Sizes;
import org.meridian.bench.world.World;

/**
 * The same work in a small city and in a big one, which {@code bench/seed} filled: two regions of one platform, whose windows
 * take turns, so that whatever else the machine does meets both.
 */
public final class SizeExperiment implements Experiment {

    /** What may get lost from the small city to the big one. */
    private static final double FLAT = 0.9;

    private static final int ROUNDS = 5;

    /** Of windows in which the pages come from the disk; told, not held to the promise. */
    private static final int COLD_ROUNDS = 2;

    @Override
    public String name() {
        return "size";
    }

    /** It needs cities that are filled beforehand. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        List<Side> sides = sides(world);
        Side small = sides.getFirst();
        Side big = sides.getLast();
        findings.add(
                Figure.count("size: residents of the small city", small.city().residents()));
        findings.add(Figure.count("size: residents of the big city", big.city().residents()));
        for (Side side : sides) {
            sizes(side, findings);
        }
        for (Work work : Work.values()) {
            compare(work, small, big, world, findings);
        }
        for (Side side : sides) {
            memory(side, findings);
        }
    }

    private static List<Side> sides(World world) {
        List<Side> sides = world.stack().topology().regions().stream()
                .filter(region -> world.stack().processes(region.name()).size() > 1)
                .flatMap(region -> SeededCities.on(world.stack().database(region.name())).stream())
                .map(city -> Side.of(world, city))
                .sorted(Comparator.comparingLong(side -> side.city().residents()))
                .toList();
        if (sides.size() < 2) {
            throw new BenchException("There are no two cities to compare. Fill them with"
                    + " 'bench/seed --residents 1000000 --country USA' and 'bench/seed --residents 25000000', then run"
                    + " 'bench/run load --only size --city'.");
        }
        return List.of(sides.getFirst(), sides.getLast());
    }

    /** Windows that are neighbours in time. */
    private record Pair(Window small, Window big) {}

    private static List<Pair> pairs(Work work, Side small, Side big, int first, int rounds, int calls) {
        List<Pair> pairs = new ArrayList<>();
        for (int number = first; number < first + rounds; number++) { // by which nobody comes twice
            Pair pair;
            if (number % 2 == 0) {
                Window before = work.run(small, number, calls);
                pair = new Pair(before, work.run(big, number, calls));
            } else {
                Window before = work.run(big, number, calls);
                pair = new Pair(work.run(small, number, calls), before);
            }
            pairs.add(pair);
        }
        return pairs;
    }

    private static void compare(Work work, Side small, Side big, World world, Findings findings) {
        String name = "size: " + work.title();
        String what = name + ": ";
        int first = (int) (world.seed() * 100);
        if (world.quick()) {
            compare(what, small, big, pairs(work, small, big, first, 1, 100), findings);
            return;
        }
        int count = work.count();
        pairs(work, small, big, first, 1, work.warmUp() * count); // for the JVMs to compile what they run
        compare(
                name + ", pages from the disk: ",
                small,
                big,
                pairs(work, small, big, first + 1, COLD_ROUNDS, count),
                findings);
        for (Side side : List.of(small, big)) {
            long bytes = side.pages().read(work.tables());
            findings.add(Figure.plain(what + side.name() + ": pages read beforehand", bytes / 1e6, "MB"));
        }
        List<Pair> pairs = pairs(work, small, big, first + 1 + COLD_ROUNDS, ROUNDS, count);
        compare(what, small, big, pairs, findings);
        findings.add(Check.atLeast(what + "throughput, big city against small", rate(pairs), "times", FLAT));
        findings.add(
                Check.atLeast(what + "work per processor time, big city against small", cost(pairs), "times", FLAT));
    }

    private static void compare(String what, Side small, Side big, List<Pair> pairs, Findings findings) {
        one(what, small, pairs.stream().map(Pair::small).toList(), findings);
        one(what, big, pairs.stream().map(Pair::big).toList(), findings);
        findings.add(Check.none(
                what + "failed",
                pairs.stream()
                        .mapToLong(p -> p.small().failed() + p.big().failed())
                        .sum()));
        findings.add(Figure.plain(what + "throughput, big against small", rate(pairs), "times"));
        findings.add(Figure.plain(what + "work per processor time, big against small", cost(pairs), "times"));
    }

    private static double rate(List<Pair> pairs) {
        return Window.median(
                pairs.stream().map(p -> p.big().rate() / p.small().rate()).toList());
    }

    private static double cost(List<Pair> pairs) {
        return Window.median(pairs.stream()
                .map(p -> p.small().microsEach() / p.big().microsEach())
                .toList());
    }

    private static void one(String what, Side side, List<Window> windows, Findings findings) {
        String in = what + side.name() + ": ";
        findings.add(Figure.higherIsBetter(in + "served", median(windows, Window::rate), "/s"));
        findings.add(Figure.lowerIsBetter(in + "CPU", median(windows, Window::microsEach), "µs"));
        for (String process : side.processes().keySet()) {
            double micros = median(windows, w -> w.microsEach(process));
            if (micros >= 1) {
                findings.add(Figure.lowerIsBetter(in + "CPU of " + process, micros, "µs"));
            }
        }
    }

    private static double median(List<Window> windows, ToDoubleFunction<Window> of) {
        return Window.median(windows.stream().mapToDouble(of).boxed().toList());
    }

    private static void sizes(Side side, Findings findings) {
        String in = "size: " + side.name() + ": ";
        long all = 0;
        for (Sizes.Table table :
                Sizes.read(side.world().stack().database(side.world().region()))) {
            long bytes = table.table() + table.indexes();
            all += bytes;
            if (table.rows() > 0) {
                String name = table.name().replaceAll("_" + side.world().region() + "(_[a-z]{3})?$", "");
                findings.add(Figure.plain(in + name + " per row", (double) bytes / table.rows(), "bytes"));
                findings.add(Figure.plain(in + name + ", indexes", table.indexes() / 1e6, "MB"));
                findings.add(Figure.plain(in + name + ", table", table.table() / 1e6, "MB"));
            }
        }
        findings.add(Figure.plain(in + "on disk", all / 1e6, "MB"));
        findings.add(Figure.plain(
                in + "on disk per resident", (double) all / side.city().residents(), "bytes"));
    }

    private static void memory(Side side, Findings findings) {
        side.processes()
                .forEach((name, process) -> findings.add(Figure.lowerIsBetter(
                        "size: " + side.name() + ": resident memory of " + name, Memory.now(process), "MB")));
    }
}
