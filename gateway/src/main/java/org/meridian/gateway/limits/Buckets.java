package org.meridian.gateway.limits;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bucket for each key, which holds a number of calls and fills evenly within a period (the generic cell rate algorithm:
 * a bucket is one number, the moment at which it would be full). Memory is bounded twice over: a bucket that nobody touched
 * for a whole period is full and says nothing, so two generations of keys are enough; and once a generation has as many
 * keys as it may, the new ones share a few buckets, which is hard on them and harmless to all others.
 */
final class Buckets {

    private static final int SHARED = 1024;

    private final long perCall;
    private final long period;
    private final int most;
    private final LongSupplier nanoTime;
    private final long origin;
    private volatile Generation generation;

    private record Generation(
            long since,
            ConcurrentHashMap<String, AtomicLong> young,
            ConcurrentHashMap<String, AtomicLong> old,
            ConcurrentHashMap<Integer, AtomicLong> shared) {}

    /**
     * @param calls that a full bucket allows at once, and that come back within the period
     * @param most keys of a generation that have a bucket of their own
     * @param nanoTime a clock that never goes back, nanoseconds
     */
    Buckets(int calls, Duration period, int most, LongSupplier nanoTime) {
        this.period = period.toNanos();
        this.perCall = Math.max(1, this.period / calls);
        this.most = most;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.generation =
                new Generation(0, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /** Takes one call out of the key's bucket: 0, or how many nanoseconds there is none in it yet; then nothing was taken. */
    long take(String key) {
        long now = nanoTime.getAsLong() - origin;
        AtomicLong bucket = bucket(key, now);
        while (true) {
            long full = bucket.get();
            long next = Math.max(full, now) + perCall;
            long wait = next - now - period;
            if (wait > 0) {
                return wait;
            }
            if (bucket.compareAndSet(full, next)) {
                return 0;
            }
        }
    }

    private AtomicLong bucket(String key, long now) {
        Generation present = generation;
        if (now - present.since() > period) {
            present = next(now);
        }
        AtomicLong young = present.young().get(key);
        if (young != null) {
            return young;
        }
        // The same bucket moves on, so that whoever still holds it counts on the same.
        @Nullable AtomicLong kept = present.old().get(key);
        if (kept == null && present.young().mappingCount() >= most) {
            return present.shared().computeIfAbsent(Math.floorMod(key.hashCode(), SHARED), slot -> new AtomicLong(now));
        }
        AtomicLong mine = kept == null ? new AtomicLong(now) : kept;
        AtomicLong winner = present.young().putIfAbsent(key, mine);
        return winner == null ? mine : winner;
    }

    private synchronized Generation next(long now) {
        Generation present = generation;
        if (now - present.since() <= period) {
            return present;
        }
        // After two periods of silence the young ones have nothing to say either.
        var old = now - present.since() > 2 * period ? new ConcurrentHashMap<String, AtomicLong>() : present.young();
        present = new Generation(now, new ConcurrentHashMap<>(), old, present.shared());
        generation = present;
        return present;
    }

    /** Keys that have a bucket of their own. */
    int remembered() {
        Generation present = generation;
        return present.young().size() + present.old().size();
    }
}
