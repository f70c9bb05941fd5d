package org.meridian.bench.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Memory;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/**
 * A region's processes started again, one after the other: as on a machine that has never run this build, and with the AOT
 * caches that {@code deploy/train} makes. Then all six at once.
 */
public final class StartupExperiment implements Experiment {

    /** A cache that is not used, or no use, fails this. */
    private static final double WORTH_IT = 0.75;

    @Override
    public String name() {
        return "startup";
    }

    /** It takes some minutes and says nothing about load. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        List<String> names = stack.processes().keySet().stream()
                .filter(name -> !name.equals("database"))
                .toList();
        double without = report("without caches", oneByOne(stack, names), findings);
        long begin = System.nanoTime();
        stack.operator().train();
        findings.add(Figure.lowerIsBetter("startup: making all caches", seconds(begin), "s"));
        double with = report("with caches", oneByOne(stack, names), findings);
        findings.add(
                Check.atMost("startup: processor time with caches against without", with / without, "times", WORTH_IT));
        report("all at once with caches", atOnce(stack, names), findings);
        findings.add(Figure.lowerIsBetter(
                "startup: the region's database",
                Memory.now(Objects.requireNonNull(stack.processes().get("database"))),
                "MB"));
    }

    private static List<Begun> oneByOne(Stack stack, List<String> names) {
        List<Begun> begun = new ArrayList<>();
        for (String name : names) {
            long begin = System.nanoTime();
            stack.operator().restart(Stack.REGION, List.of(name), Map.of());
            begun.add(Begun.look(name, stack.process(name).orElseThrow(), seconds(begin)));
        }
        return begun;
    }

    private static List<Begun> atOnce(Stack stack, List<String> names) {
        long begin = System.nanoTime();
        stack.operator().restartAll();
        double wall = seconds(begin);
        return names.stream()
                .map(name -> Begun.look(name, stack.process(name).orElseThrow(), wall))
                .toList();
    }

    /** @return seconds of processor time of all together */
    private static double report(String how, List<Begun> all, Findings findings) {
        for (Begun each : all) {
            String what = "startup: " + how + ": " + each.name() + ", ";
            findings.add(Figure.lowerIsBetter(what + "processor time", each.cpu(), "s"));
            findings.add(Figure.lowerIsBetter(what + "until healthy", each.wall(), "s"));
            findings.add(Figure.lowerIsBetter(what + "memory", each.memory(), "MB"));
            findings.add(Figure.plain(what + "threads", (double) each.threads(), ""));
        }
        String what = "startup: " + how + ": the region, ";
        findings.add(Figure.lowerIsBetter(what + "processor time", sum(all, Begun::cpu), "s"));
        findings.add(Figure.lowerIsBetter(what + "memory", sum(all, Begun::memory), "MB"));
        double wall = how.startsWith("all at once") ? all.getFirst().wall() : sum(all, Begun::wall);
        findings.add(Figure.lowerIsBetter(what + "until healthy", wall, "s"));
        return sum(all, Begun::cpu);
    }

    private static double sum(List<Begun> all, ToDoubleFunction<Begun> of) {
        return all.stream().mapToDouble(of).sum();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
