package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.faults.crowd.Batches.Item;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Operation;
import org.meridian.bench.history.RowChecker;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Violation;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;

/** Desks that were offline for three days, their clocks up to two hours off, all come back at once. */
public final class DesksExperiment implements Experiment {

    private static final int DESKS = 200;
    private static final int TUBES = 20;
    private static final int QUICK_DESKS = 20;
    private static final int QUICK_TUBES = 3;
    private static final int SITES = 10;
    private static final long FIRST_PERSON = 1L << 43;
    private static final double WITHIN_SECONDS = 60;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "desks";
    }

    @Override
    public void run(World world, Findings findings) {
        Journal journal = new Journal();
        Timeline timeline = new Timeline();
        long end = System.nanoTime() + LIMIT.toNanos();
        Stage stage = new Stage(
                world,
                "K" + world.seed(),
                journal,
                seed -> new Sender(
                        journal::violation, (nanos, good) -> timeline.called(world.region(), nanos, good), end, seed));
        CrowdRows rows = new CrowdRows(stage, List.of(), List.of());
        int count = world.quick() ? QUICK_DESKS : DESKS;
        int tubes = world.quick() ? QUICK_TUBES : TUBES;
        List<SiteId> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            sites.add(world.newSite("DE-DESKS"));
        }
        List<OfflineDesk> desks = new ArrayList<>();
        List<List<Item>> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OfflineDesk desk =
                    new OfflineDesk(stage, sites.get(i % SITES), "D" + i, Duration.ofDays(3), world.seed() * 47 + i);
            desks.add(desk);
            days.add(desk.day(tubes, FIRST_PERSON + i * 1_000L));
        }
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int desk = i;
            running.add(
                    CompletableFuture.runAsync(() -> desks.get(desk).sync(days.get(desk)), Thread::startVirtualThread));
        }
        running.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - begin) / 1e9;

        List<Violation> violations = RowChecker.check(journal, rows.rows(), rows.balances());
        for (Violation.Kind kind :
                List.of(Violation.Kind.LOST, Violation.Kind.DOUBLED, Violation.Kind.UNEXPECTED, Violation.Kind.ORDER)) {
            findings.add(Check.none(
                    "desks: " + kind.name().toLowerCase(java.util.Locale.ROOT),
                    violations.stream().filter(v -> v.kind() == kind).count()));
        }
        findings.add(Check.none("desks: anything wrong", violations.size()));
        violations.stream().limit(5).forEach(v -> findings.remark("desks: " + v));
        List<Operation> all = journal.operations();
        findings.add(Check.equal("desks: samples and sealings acknowledged", journal.acknowledged(), "", all.size()));
        findings.add(Figure.count("desks: desks", count));
        findings.add(Figure.count("desks: times an item was sent", journal.timesSent()));
        if (world.quick()) {
            findings.add(Figure.lowerIsBetter("desks: until all had synced", seconds, "s"));
        } else {
            findings.add(Check.atMost("desks: until all had synced", seconds, "s", WITHIN_SECONDS));
        }
        timeline.tell("desks", findings);
    }
}
