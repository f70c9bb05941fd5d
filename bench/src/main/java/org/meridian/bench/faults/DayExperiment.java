package org.meridian.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meridian.bench.Experiment;
import org.meridian.bench.faults.crowd.Crowd;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.RowChecker;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Violation;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Injector;
import org.meridian.bench.inject.Schedule;
import org.meridian.bench.inject.Strikes;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * A day of a region, once for each seed, while its processes and the links between them break: at its end everything
 * acknowledged is there once and in order, and everything derived, health codes included, is what follows from the rows.
 */
public final class DayExperiment implements Experiment {

    private static final int SHOWN = 5;
    private static final int MANY_DAYS = 20;
    private static final int ENOUGH = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration QUICK_LIMIT = Duration.ofMinutes(4);
    private static final Crowd.Size CROWD = new Crowd.Size(5_000, 16_000, 100, 1_000);
    private static final Crowd.Size QUICK_CROWD = new Crowd.Size(40, 320, 4, 10);

    private final int seeds;

    /** @param seeds so many, from the run's own on */
    public DayExperiment(int seeds) {
        this.seeds = seeds;
    }

    @Override
    public String name() {
        return "day";
    }

    @Override
    public void run(World world, Findings findings) {
        Totals totals = new Totals();
        for (int i = 0; i < seeds; i++) {
            new Day(new World(world.stack(), world.seed() + i, world.quick()), findings, totals).run();
        }
        totals.tell(findings);
        String acknowledged = "day: operations acknowledged";
        if (world.quick() || seeds < MANY_DAYS) {
            findings.add(Figure.count(acknowledged, totals.acknowledged));
        } else {
            findings.add(Check.atLeast(acknowledged, (double) totals.acknowledged, "", ENOUGH));
        }
    }

    private static final class Totals {
        private final Map<Violation.Kind, Long> violations = new EnumMap<>(Violation.Kind.class);
        private long wrongColours;
        private long planned;
        private long struck;
        private long acknowledged;
        private long sent;

        void tell(Findings findings) {
            for (Violation.Kind kind : Violation.Kind.values()) {
                String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                findings.add(Check.none("day: " + name, violations.getOrDefault(kind, 0L)));
            }
            findings.add(Check.none("day: health codes of another colour", wrongColours));
            findings.add(Check.equal("day: faults made", struck, "", planned));
            findings.add(Figure.count("day: times sent", sent));
        }
    }

    /** One seed's. */
    private static final class Day {

        private final World world;
        private final Findings findings;
        private final Totals totals;
        private final History history = new History();
        private final Journal journal = new Journal();
        private final Timeline timeline = new Timeline();
        private final AtomicLong senders;
        private final Plan plan;
        private final Crowd.Size size;
        private final long end;

        Day(World world, Findings findings, Totals totals) {
            this.world = world;
            this.findings = findings;
            this.totals = totals;
            this.senders = new AtomicLong(world.seed());
            this.plan = new Plan("T" + world.seed() + "-", world.quick() ? 80 : 3_000, world.seed());
            this.size = world.quick() ? QUICK_CROWD : CROWD;
            this.end = System.nanoTime() + (world.quick() ? QUICK_LIMIT : LIMIT).toNanos();
        }

        void run() {
            long begin = System.nanoTime();
            List<Fault.Kind> kinds = kinds();
            Schedule schedule = Schedule.of(kinds, kinds.size(), plan.operations() + size.operations(), world.seed());
            Strikes strikes = new Strikes(
                    schedule,
                    new Injector(world.stack(), Stack.REGION),
                    () -> history.count() + journal.count(),
                    timeline);
            Crowd crowd = new Crowd(world, "O" + world.seed(), journal, this::sender, size, strikes::isBehind);
            CompletableFuture<Void> striking = CompletableFuture.runAsync(strikes::run, Thread::startVirtualThread);
            CompletableFuture<Void> crowded = CompletableFuture.runAsync(crowd::run, Thread::startVirtualThread);
            test(strikes);
            crowded.join();
            strikes.dayHasEnded();
            striking.join();
            double until = new Delivery(world).awaitDelivered(Duration.ofMinutes(3));
            check(crowd, schedule, strikes, until, (System.nanoTime() - begin) / 1e9);
            timeline.tell("day " + world.seed(), findings);
        }

        /** In the quick form a half of them: the other half is the next seed's. */
        private List<Fault.Kind> kinds() {
            List<Fault.Kind> all = Stream.of(Fault.Kind.values())
                    .filter(kind -> world.stack().isBreakable() || !kind.needsNetwork())
                    .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> !world.quick() || Math.floorMod(i - world.seed(), 2) == 0)
                    .mapToObj(all::get)
                    .toList();
        }

        private Sender sender(long seed) {
            return new Sender(
                    journal::violation, (nanos, good) -> timeline.called(world.region(), nanos, good), end, seed);
        }

        private void test(Strikes strikes) {
            SiteId site = world.newSite("DE-DAY");
            String sampler = world.tokens().atSite(site, Role.SAMPLER);
            String tester = world.tokens().atSite(site, Role.TESTER);
            new TestingDay(plan, world.quick() ? 12 : 60, strikes::isBehind)
                    .run(
                            () -> new Desk(world.gateway(), sender(senders.incrementAndGet()), history, site, sampler),
                            () -> new Laboratory(world, sender(senders.incrementAndGet()), history, tester));
        }

        private void check(Crowd crowd, Schedule schedule, Strikes strikes, double until, double seconds) {
            String prefix = "T" + world.seed() + "-";
            Observed observed = new Reading(world, prefix).read(!Double.isNaN(until));
            List<Violation> violations = new ArrayList<>(Checker.check(history, observed));
            violations.addAll(RowChecker.check(journal, crowd.rows(), crowd.balances()));
            violations.addAll(RowChecker.check(new Journal(), List.of(), new DayBalances(world, prefix).read()));
            long wrong = new Colours(world, observed).wrong(findings);
            violations.forEach(v -> totals.violations.merge(v.kind(), 1L, Long::sum));
            totals.wrongColours += wrong;
            totals.planned += schedule.strikes().size();
            totals.struck += strikes.done();
            long acknowledged = journal.acknowledged()
                    + history.all().filter(Operation::acknowledged).count();
            totals.acknowledged += acknowledged;
            totals.sent += journal.timesSent()
                    + history.all().mapToLong(Operation::sent).sum();
            findings.remark(
                    "day, seed %d: %,d operations acknowledged, %d violations, %.0f s; last event after %.1f s. %s"
                            .formatted(
                                    world.seed(), acknowledged, violations.size() + wrong, seconds, until, schedule));
            violations.stream().limit(SHOWN).forEach(v -> findings.remark("day, seed " + world.seed() + ": " + v));
            if (!violations.isEmpty() || wrong > 0) {
                String line = "bench/run faults%s --only day --seeds 1 --seed %d"
                        .formatted(world.quick() ? " --quick" : "", world.seed());
                findings.remark("day: this repeats it: " + line);
            }
        }
    }
}
