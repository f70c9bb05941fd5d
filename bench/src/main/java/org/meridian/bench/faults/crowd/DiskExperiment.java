package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.meridian.bench.Experiment;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.RowChecker;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Violation;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Injector;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.SmallDisk;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/**
 * The disk of the region's database node is full for a while, in the middle of a crowd's day: whoever is refused is told to come
 * again, and nothing that was acknowledged is lost.
 */
public final class DiskExperiment implements Experiment {

    private static final long ROOM = 128L << 20;
    private static final Crowd.Size CROWD = new Crowd.Size(2_000, 8_000, 50, 100);
    private static final Crowd.Size QUICK_CROWD = new Crowd.Size(300, 1_600, 4, 5);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FULL_FOR = Duration.ofSeconds(4);
    private static final Fault STOPPED = new Fault(Fault.Kind.RESTART, Stack.DATABASE, Duration.ZERO);
    private static final String FULL = "full disk of " + Stack.DATABASE;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void run(World world, Findings findings) {
        Injector injector = new Injector(world.stack(), Stack.REGION);
        injector.begin(STOPPED);
        Optional<SmallDisk> disk = Optional.empty();
        try {
            disk = SmallDisk.under(world.stack().databaseFiles(Stack.REGION).resolve("data"), ROOM);
        } finally {
            injector.end(STOPPED);
        }
        if (disk.isEmpty()) {
            findings.remark("disk: not shown, as only who may mount a file system can give the node a small one");
            return;
        }
        try {
            new Day(world, disk.get(), injector, findings).run();
        } finally {
            injector.begin(STOPPED);
            disk.get().close();
            injector.end(STOPPED);
        }
    }

    private static final class Day {

        private final World world;
        private final SmallDisk disk;
        private final Injector injector;
        private final Findings findings;
        private final Journal journal = new Journal();
        private final Timeline timeline = new Timeline();
        private final AtomicLong bad = new AtomicLong();

        Day(World world, SmallDisk disk, Injector injector, Findings findings) {
            this.world = world;
            this.disk = disk;
            this.injector = injector;
            this.findings = findings;
        }

        void run() {
            long end = System.nanoTime() + LIMIT.toNanos();
            Crowd.Size size = world.quick() ? QUICK_CROWD : CROWD;
            Crowd crowd = new Crowd(
                    world,
                    "F" + world.seed(),
                    journal,
                    seed -> new Sender(journal::violation, this::called, end, seed),
                    size,
                    () -> false);
            CompletableFuture<Void> crowded = CompletableFuture.runAsync(crowd::run, Thread::startVirtualThread);
            Until.seconds(LIMIT, Duration.ofMillis(5), () -> journal.count() > size.operations() / 4);
            long before = bad.get();
            timeline.begins(FULL);
            disk.fill();
            double felt = Until.seconds(PATIENCE, Duration.ofMillis(5), () -> bad.get() > before);
            LockSupport.parkNanos(FULL_FOR.toNanos());
            long refused = bad.get() - before;
            boolean ended = world.stack().databaseProcesses(Stack.REGION).isEmpty();
            disk.empty();
            injector.end(STOPPED); // it ends by itself when it cannot write its log
            timeline.ends(FULL);
            crowded.join();
            double until = new Delivery(world).awaitDelivered(Duration.ofMinutes(2));
            List<Violation> violations = RowChecker.check(journal, crowd.rows(), crowd.balances());
            findings.add(Check.atLeast("disk: calls that felt it", (double) refused, "", 1));
            findings.add(Check.none("disk: anything lost, doubled or otherwise wrong", violations.size()));
            violations.stream().limit(5).forEach(v -> findings.remark("disk: " + v));
            findings.add(Check.equal("disk: all events delivered after", Double.isNaN(until) ? 0 : 1, "", 1));
            findings.add(Figure.count("disk: operations acknowledged", journal.acknowledged()));
            findings.remark("disk: felt after %.1f s; the node %s"
                    .formatted(felt, ended ? "ended, and was started again when there was room" : "went on"));
            timeline.tell("disk", findings);
        }

        private void called(long nanos, boolean good) {
            timeline.called(world.region(), nanos, good);
            if (!good) {
                bad.incrementAndGet();
            }
        }
    }
}
