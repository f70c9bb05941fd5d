package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.meridian.bench.Experiment;
import org.meridian.bench.history.Violation;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Injector;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.SmallDisk;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/**
 * The disk of the region's database node is full for a while, in the middle of a crowd's day: whoever is refused is told to come
 * again, and nothing that was acknowledged is lost.
 */
public final class DiskExperiment implements Experiment {

    private static final long ROOM = 128L << 20;
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
            day(world, disk.get(), injector, findings);
        } finally {
            injector.begin(STOPPED);
            disk.get().close();
            injector.end(STOPPED);
        }
    }

    private static void day(World world, SmallDisk disk, Injector injector, Findings findings) {
        CrowdDay day = new CrowdDay(world, "F" + world.seed(), 500);
        List<Violation> violations = day.run(() -> {
            long before = day.bad();
            day.timeline().begins(FULL);
            disk.fill();
            double felt = Until.seconds(PATIENCE, Duration.ofMillis(5), () -> day.bad() > before);
            LockSupport.parkNanos(FULL_FOR.toNanos());
            long refused = day.bad() - before;
            boolean ended = world.stack().databaseProcesses(Stack.REGION).isEmpty();
            disk.empty();
            injector.end(STOPPED); // it ends by itself when it cannot write its log
            day.timeline().ends(FULL);
            findings.add(Check.atLeast("disk: calls that felt it", (double) refused, "", 1));
            findings.remark("disk: felt after %.1f s; the node %s"
                    .formatted(felt, ended ? "ended, and was started again when there was room" : "went on"));
        });
        findings.add(Check.none("disk: anything lost, doubled, undelivered or otherwise wrong", violations.size()));
        violations.stream().limit(5).forEach(v -> findings.remark("disk: " + v));
        findings.add(Figure.count("disk: operations acknowledged", day.journal().acknowledged()));
        day.timeline().tell("disk", findings);
    }
}
