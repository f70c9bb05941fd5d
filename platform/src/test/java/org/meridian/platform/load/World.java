package org.meridian.platform.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.Priority;

/**
 * A server of a few workers with a queue before them and a limiter at its door, in a time of its own: everything happens
 * at once and in the same way each time. Arrivals come by chance at a rate, and do not wait for anybody.
 */
final class World {

    static final long MILLI = 1_000_000;

    /** Who comes, how often, with what. */
    record Crowd(String whose, Priority priority, double perSecond) {}

    /** What became of a crowd's calls. */
    static final class Tally {
        long offered;
        long refused;
        long atTheDoor;
        final List<Long> served = new ArrayList<>();

        /** Milliseconds. */
        double p99() {
            List<Long> sorted = served.stream().sorted().toList();
            return sorted.get((int) (sorted.size() * 0.99)) / (double) MILLI;
        }
    }

    /** What became of all of them. */
    record Tallies(Map<Crowd, Tally> byCrowd) {

        Tally of(Crowd crowd) {
            return Objects.requireNonNull(byCrowd.get(crowd));
        }
    }

    private record Event(long at, long order, Runnable what) {}

    private record Waiting(long service, Runnable served) {}

    private final SplittableRandom random = new SplittableRandom(20261122);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Map<Crowd, Tally> tallies = new HashMap<>();
    private final int workers;
    private final long service;
    private long now;
    private long count;
    private int busyWorkers;
    private long worked;
    private long stalledUntil;
    private long workedBefore;
    private long lookedAt;
    private long bunch = 1;
    private boolean door;
    final Limiter limiter;

    /** @param service how long a worker works on a call, on average */
    World(int workers, Duration service, LoadSettings settings) {
        this.workers = workers;
        this.service = service.toNanos();
        this.limiter = new Limiter(settings, new BusyMachine(settings, this::load, () -> now), () -> now);
    }

    /** Of a second. */
    double capacity() {
        return workers * 1e9 / service;
    }

    /** How busy the workers were since this was asked last. */
    private double load() {
        double load = now == lookedAt ? 0 : (worked - workedBefore) / (double) (now - lookedAt) / workers;
        workedBefore = worked;
        lookedAt = now;
        return load;
    }

    /** Lets them come for so long; what became of them. */
    Tallies run(Duration time, Crowd... crowds) {
        tallies.clear();
        long end = now + time.toNanos();
        for (Crowd crowd : crowds) {
            tallies.put(crowd, new Tally());
            next(crowd, end);
        }
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event event = events.poll();
            now = event.at();
            event.what().run();
        }
        now = end;
        return new Tallies(Map.copyOf(tallies));
    }

    /** From now on no worker gets anything done for so long. */
    void stall(Duration time) {
        stalledUntil = now + time.toNanos();
    }

    /** From now on whoever came meanwhile is seen so often only: the threads that look are kept waiting that long. */
    void bunch(Duration time) {
        bunch = time.toNanos();
    }

    /** From now on whoever would be refused is refused before anybody looks further. */
    void withDoor() {
        door = true;
    }

    private void next(Crowd crowd, long end) {
        next(crowd, now, end);
    }

    private void next(Crowd crowd, long last, long end) {
        long comes = last + (long) (-Math.log(1 - random.nextDouble()) / crowd.perSecond() * 1e9);
        if (comes <= end) {
            at((comes / bunch + 1) * bunch, () -> {
                arrive(crowd);
                next(crowd, comes, end);
            });
        }
    }

    /**
     * So many callers for so long, each of whom comes again as soon as they have been answered, and, who was refused, a little
     * later. Each call is for the next of so many places; answers come together.
     *
     * @param together how far apart
     */
    Tally loop(Duration time, int callers, int places, Duration together) {
        tallies.clear();
        Crowd all = new Crowd("all", Priority.CRITICAL, 0);
        Tally tally = new Tally();
        tallies.put(all, tally);
        long end = now + time.toNanos();
        for (int i = 0; i < callers; i++) {
            again(tally, end, places, together.toNanos());
        }
        while (!events.isEmpty()) {
            Event event = events.poll();
            now = event.at();
            event.what().run();
        }
        now = Math.max(now, end);
        return tally;
    }

    private void again(Tally tally, long end, int places, long together) {
        if (now >= end) {
            return;
        }
        Limiter.@Nullable Permit permit = limiter.enter(Priority.CRITICAL, "place" + tally.offered++ % places);
        if (permit == null) {
            at(now + MILLI / 10, () -> again(tally, end, places, together));
            return;
        }
        long came = now;
        queue.add(new Waiting(
                service,
                () -> at((now / together + 1) * together, () -> {
                    tally.served.add(now - came);
                    permit.done();
                    again(tally, end, places, together);
                })));
        work();
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, count++, what));
    }

    private void arrive(Crowd crowd) {
        Tally tally = Objects.requireNonNull(tallies.get(crowd));
        tally.offered++;
        boolean turnedAway = door && isTurnedAway(crowd);
        Limiter.@Nullable Permit permit = turnedAway ? null : limiter.enter(crowd.priority(), crowd.whose());
        if (permit == null) {
            tally.refused++;
            tally.atTheDoor += turnedAway ? 1 : 0;
            return;
        }
        long came = now;
        queue.add(new Waiting((long) (-Math.log(1 - random.nextDouble()) * service), () -> {
            tally.served.add(now - came);
            permit.done();
        }));
        work();
    }

    private boolean isTurnedAway(Crowd crowd) {
        return limiter.isFull(crowd.priority()) || (limiter.isAnyShareUsedUp() && limiter.isShareUsedUp(crowd.whose()));
    }

    private void work() {
        while (busyWorkers < workers && !queue.isEmpty()) {
            Waiting call = queue.poll();
            busyWorkers++;
            at(Math.max(now, stalledUntil) + call.service(), () -> {
                busyWorkers--;
                worked += call.service();
                call.served().run();
                work();
            });
        }
    }
}
