package org.meridian.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.Experiment;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Violation;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * A testing day while sampling-, results- and checkin-service are killed at random points: at its end every acknowledged
 * row is there once, and everything derived, health codes included, is what follows from the rows.
 */
public final class KillExperiment implements Experiment {

    private static final List<String> VICTIMS = List.of("sampling", "results", "checkin");
    private static final int SHOWN = 5;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public void run(World world, Findings findings) {
        int tubes = world.quick() ? 300 : 10_000;
        int strikes = world.quick() ? VICTIMS.size() : 15;
        String prefix = "KILL";
        History history = new History();
        Plan plan = new Plan(prefix, tubes, world.seed());
        Killer killer =
                new Killer(world.stack(), history, Killer.schedule(VICTIMS, strikes, plan.operations(), world.seed()));

        long begin = System.nanoTime();
        CompletableFuture<Void> killing = CompletableFuture.runAsync(killer::run, Thread::startVirtualThread);
        work(world, history, plan, killer);
        double seconds = (System.nanoTime() - begin) / 1e9;
        killer.dayHasEnded();
        killing.join();
        Delivery delivery = new Delivery(world);
        double until = delivery.awaitDelivered(Duration.ofMinutes(3));

        Observed observed = new Reading(world, prefix).read(!Double.isNaN(until));
        List<Violation> violations = Checker.check(history, observed);
        for (Violation.Kind kind : Violation.Kind.values()) {
            List<Violation> ofKind =
                    violations.stream().filter(v -> v.kind() == kind).toList();
            findings.add(Check.none(
                    "kill: " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), ofKind.size()));
            ofKind.stream().limit(SHOWN).forEach(v -> findings.remark("kill: " + v));
        }
        findings.add(Check.none("kill: health codes of another colour", new Colours(world, observed).wrong(findings)));
        findings.add(Check.equal("kill: processes killed", killer.done(), "", strikes));
        long results = history.of(Kind.RESULT).filter(Operation::acknowledged).count();
        findings.add(Check.atLeast("kill: tubes with an acknowledged result", (double) results, "", tubes * 0.9));
        figures(findings, history, observed, seconds, until);
    }

    private static void work(World world, History history, Plan plan, Killer killer) {
        SiteId site = world.newSite("DE-KILL");
        long end = System.nanoTime() + (world.quick() ? QUICK_LIMIT : LIMIT).toNanos();
        AtomicLong seeds = new AtomicLong(world.seed());
        String sampler = world.tokens().atSite(site, Role.SAMPLER);
        String tester = world.tokens().atSite(site, Role.TESTER);
        new TestingDay(plan, world.quick() ? 12 : 60, killer::isBehind)
                .run(
                        () -> new Desk(
                                world.gateway(),
                                new Sender(history, end, seeds.incrementAndGet()),
                                history,
                                site,
                                sampler),
                        () -> new Laboratory(
                                world, new Sender(history, end, seeds.incrementAndGet()), history, tester));
    }

    private static void figures(Findings findings, History history, Observed observed, double seconds, double until) {
        findings.add(Figure.count(
                "kill: operations acknowledged",
                history.all().filter(Operation::acknowledged).count()));
        findings.add(Figure.count(
                "kill: times sent", history.all().mapToLong(Operation::sent).sum()));
        findings.add(Figure.count("kill: tubes", observed.tubes().size()));
        findings.add(Figure.count("kill: samples", observed.samples().size()));
        findings.add(Figure.count(
                "kill: results, corrections included", observed.results().size()));
        findings.add(
                Figure.count("kill: persons with a state", observed.latest().size()));
        findings.add(Figure.count("kill: tasks", observed.tasks().size()));
        findings.add(Figure.plain("kill: the day took", seconds, "s"));
        findings.add(Figure.plain("kill: until the last event was delivered", until, "s"));
    }
}
