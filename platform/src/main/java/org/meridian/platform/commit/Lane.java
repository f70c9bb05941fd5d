package org.meridian.platform.commit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of one region and what waits for them. Each region has its own: one whose node hangs keeps its writers, its
 * connections and its callers waiting, and nobody else's. Within a region the lines take turns, so that a long one does
 * not hold up the others.
 *
 * <p>A batch costs much and a row in it little. So while the machine is busy a line's items wait for the clock's next tick, where no gateway
 * gathers for longer, unless enough of them are there before; else nothing is held up for others to come.
 *
 * <p>Writers are virtual threads that begin when something waits and end when nothing does; so is the clock, which ends the
 * waiting of those who have waited too long. Callers set no alarm of their own: that would cost as much as the rest of it.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final int mostWriters;
    private final int mostItems;
    private final int mostWaiting;
    private final int enough;
    private final long tick;
    private final BooleanSupplier busy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Line<?, ?>> turns = new ArrayDeque<>();

    /** Lines that wait for the clock. */
    private final Set<Line<?, ?>> held = new LinkedHashSet<>();

    private final Set<Batch<?, ?>> underWay = new HashSet<>();
    private int waiting;
    private int writers;
    private boolean ticking;
    private boolean closed;

    /** @param busy whether the machine has no time to spare */
    Lane(String name, int mostWriters, CommitProperties properties, BooleanSupplier busy) {
        this.name = name;
        this.mostWriters = mostWriters;
        this.mostItems = properties.batch();
        this.mostWaiting = properties.waiting();
        this.enough = properties.enough();
        this.tick = properties.tick().toNanos();
        this.busy = busy;
    }

    /** @throws org.meridian.platform.problem.ProblemException 503 at once when too many wait, or the process stops */
    <I, O> void enter(Line<I, O> line, Waiting<I, O> item, CommitMeters meters) {
        boolean holds = line.isHeldUp() && busy.getAsBoolean();
        int needed;
        boolean first;
        lock.lock();
        try {
            if (closed) {
                throw Refusals.closed();
            }
            if (waiting >= mostWaiting) {
                meters.refused();
                throw Refusals.full();
            }
            boolean isNew = line.isEmpty();
            line.add(item);
            waiting++;
            if (isNew && holds && line.size() < enough) {
                held.add(line);
            } else if (isNew || (line.size() >= enough && held.remove(line))) {
                turns.addLast(line);
            }
            needed = neededWriters();
            first = !ticking;
            ticking = true;
        } finally {
            lock.unlock();
        }
        if (first) {
            Thread.ofVirtual().name("group-commit-clock-" + name).start(this::tick);
        }
        startWriters(needed);
    }

    private void startWriters(int number) {
        for (int i = 0; i < number; i++) {
            Thread.ofVirtual().name("group-commit-" + name).start(this::work);
        }
    }

    private void work() {
        for (Batch<?, ?> batch = next(null); batch != null; batch = next(batch)) {
            try {
                batch.write().ifPresent(this::failWaiting);
            } catch (RuntimeException | Error broken) {
                LOG.error(
                        "a batch of {} broke its writer: {}",
                        name,
                        broken.getClass().getName());
                batch.fail(new IllegalStateException("the writer broke", broken));
            }
        }
    }

    /**
     * What comes together is written together: whoever is ready to run at this moment, those that came in one carrier or that
     * one commit has just woken, comes in before. With nobody about it takes no time.
     */
    @SuppressWarnings("ThreadPriorityCheck") // it is right without yielding, too, in smaller pieces
    private @Nullable Batch<?, ?> next(@Nullable Batch<?, ?> written) {
        Thread.yield();
        lock.lock();
        try {
            if (written != null) {
                underWay.remove(written);
            }
            Line<?, ?> line = turns.pollFirst();
            if (line == null) {
                writers--;
                idle.signalAll();
                return null;
            }
            int before = line.size();
            Batch<?, ?> batch = line.take(mostItems);
            waiting -= before - line.size();
            underWay.add(batch);
            if (!line.isEmpty()) {
                turns.addLast(line);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The region cannot be reached: whoever waits now hears it now, not after one more attempt each. */
    private void failWaiting(RuntimeException reason) {
        lock.lock();
        try {
            release();
            turns.forEach(line -> line.failAll(reason));
            turns.clear();
            waiting = 0;
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        while (isTicking()) {
            LockSupport.parkNanos(this, tick);
        }
    }

    /** Ends when there is nobody left to look after. */
    private boolean isTicking() {
        int needed;
        boolean goesOn;
        lock.lock();
        try {
            held.forEach(Line::endLate);
            releaseDue();
            turns.forEach(Line::endLate);
            underWay.forEach(Batch::endLate);
            needed = neededWriters();
            goesOn = !turns.isEmpty() || !held.isEmpty() || writers > 0;
            ticking = goesOn;
        } finally {
            lock.unlock();
        }
        startWriters(needed);
        return goesOn;
    }

    private void releaseDue() {
        for (Iterator<Line<?, ?>> lines = held.iterator(); lines.hasNext(); ) {
            Line<?, ?> line = lines.next();
            if (line.isDue()) {
                lines.remove();
                turns.addLast(line);
            }
        }
    }

    private void release() {
        turns.addAll(held);
        held.clear();
    }

    /** Counts them as begun. */
    private int neededWriters() {
        int needed = Math.min(mostWriters - writers, turns.size());
        writers += needed;
        return needed;
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what comes from now on. */
    void close() {
        int needed;
        lock.lock();
        try {
            closed = true;
            release();
            needed = neededWriters();
        } finally {
            lock.unlock();
        }
        startWriters(needed);
    }

    /** Waits until all that was accepted has been written or has failed. @return false when it was not by then */
    boolean finish(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (writers > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return writers == 0;
        } finally {
            lock.unlock();
        }
    }
}
