package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.RowChecker;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Violation;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Until;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/** A crowd's whole day with something that happens in the middle of it. */
final class CrowdDay {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Crowd.Size CROWD = new Crowd.Size(2_000, 8_000, 50, 100);
    private static final Crowd.Size QUICK_CROWD = new Crowd.Size(300, 1_600, 4, 5);

    private final World world;
    private final Crowd crowd;
    private final Crowd.Size size;
    private final Journal journal = new Journal();
    private final Timeline timeline = new Timeline();
    private final AtomicLong bad = new AtomicLong();

    /**
     * @param name no other crowd on this platform has it; letters and digits
     * @param people another number for each crowd of a run: nobody is in two of them
     */
    CrowdDay(World anyWorld, String name, int people) {
        long end = System.nanoTime() + LIMIT.toNanos();
        this.world = anyWorld.in(anyWorld.country(), anyWorld.seed() + people);
        this.size = world.quick() ? QUICK_CROWD : CROWD;
        this.crowd = new Crowd(
                world,
                name,
                journal,
                seed -> new Sender(journal::violation, this::called, end, seed),
                size,
                () -> false);
    }

    private void called(long nanos, boolean good) {
        timeline.called(world.region(), nanos, good);
        if (!good) {
            bad.incrementAndGet();
        }
    }

    /**
     * Returns when everybody has done everything and all events are delivered.
     *
     * @param meanwhile when about a quarter of it is done
     * @return what is wrong then
     */
    List<Violation> run(Runnable meanwhile) {
        CompletableFuture<Void> crowded = CompletableFuture.runAsync(crowd::run, Thread::startVirtualThread);
        Until.seconds(LIMIT, Duration.ofMillis(5), () -> journal.count() > size.operations() / 4 || crowded.isDone());
        meanwhile.run();
        crowded.join();
        if (Double.isNaN(new Delivery(world).awaitDelivered(Duration.ofMinutes(2)))) {
            journal.violation(new Violation(Violation.Kind.UNDELIVERED, "events wait after two minutes"));
        }
        return RowChecker.check(journal, crowd.rows(), crowd.balances());
    }

    /** Calls so far that were not answered, or not well. */
    long bad() {
        return bad.get();
    }

    Journal journal() {
        return journal;
    }

    Timeline timeline() {
        return timeline;
    }
}
