package org.meridian.platform.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many calls may be in flight at once, found out by trying. As long as calls come back in time the limit grows while it is
 * in use; when most of a moment's calls took longer than they should, or what is behind refuses some, it shrinks by a tenth.
 * For slow calls it never shrinks below what can be done in that time: so many are in flight when each takes just as long
 * as it may (Little's law), and with fewer nothing more would be done. Else a long queue's last calls, which are slow whatever
 * the limit is by then, would drive it far below.
 *
 * <p>In time is: within a multiple of the shortest time seen lately, which calls to a far region need, but never less than
 * a fixed time that nobody notices. That one, not the shortest time alone, is what governs near services: a limit that hangs
 * on measured quiet forgets under long load what quiet was, and grows (as known of gradient limiters).
 */
public final class AdaptiveLimit {

    /** With fewer calls a moment says nothing; it goes on. */
    private static final int TELLING = 10;

    /** Of a hundred calls so many may be refused further on before it counts as too much. */
    private static final int REFUSED_PERCENT = 5;

    private static final int SHRINK_PERCENT = 90;
    private static final int GROW_DIVISOR = 20;

    /** The shortest time is forgotten by so much each moment, halfway up in a minute or so. */
    private static final double FORGETTING = 1.001;

    private final LoadSettings settings;
    private final LongSupplier nanoTime;
    private final long window;
    private final long unnoticed;
    private final LongAdder all = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong windowEnd;
    private long windowBegin;
    private volatile int mostInFlight;
    private volatile int limit;
    private volatile long inTime;
    private double quiet = Double.MAX_VALUE;

    /** @param nanoTime a clock that never goes back, nanoseconds */
    public AdaptiveLimit(LoadSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.window = settings.window().toNanos();
        this.unnoticed = settings.unnoticed().toNanos();
        this.limit = settings.initial();
        this.inTime = unnoticed;
        this.windowBegin = nanoTime.getAsLong();
        this.windowEnd = new AtomicLong(windowBegin + window);
    }

    public int limit() {
        return limit;
    }

    /** A call was let in, and so many are in flight with it. */
    void entered(int inFlight) {
        if (inFlight > mostInFlight) {
            mostInFlight = inFlight; // a race loses a moment's peak, no more
        }
    }

    /** A call ended after so long; {@code further} says that it was refused further on. */
    void left(long nanos, boolean further) {
        all.increment();
        if (further) {
            refused.increment();
        } else {
            if (nanos > inTime) {
                slow.increment();
            }
            if (nanos < shortest.get()) {
                shortest.accumulateAndGet(nanos, Math::min);
            }
        }
        long end = windowEnd.get();
        long now = nanoTime.getAsLong();
        if (now - end >= 0 && all.sum() >= TELLING && windowEnd.compareAndSet(end, now + window)) {
            close(now);
        }
    }

    /** By whoever won the window's end; the next one cannot end before this is done unless it takes a whole window. */
    private synchronized void close(long now) {
        long lasted = Math.max(1, now - windowBegin);
        windowBegin = now;
        long total = all.sumThenReset();
        long late = slow.sumThenReset();
        long pushedBack = refused.sumThenReset();
        int peak = mostInFlight;
        mostInFlight = 0;
        long fastest = shortest.getAndSet(Long.MAX_VALUE);
        if (fastest != Long.MAX_VALUE) {
            quiet = Math.min(quiet * FORGETTING, (double) fastest);
            inTime = Math.max(unnoticed, (long) (quiet * settings.tolerance()));
        }
        int smaller = Math.max(settings.least(), limit * SHRINK_PERCENT / 100);
        if (pushedBack * 100 > total * REFUSED_PERCENT) {
            limit = smaller;
        } else if (late * 2 > total) {
            long inTimeAtOnce = (long) ((double) total / lasted * inTime);
            limit = (int) Math.max(smaller, Math.min(limit, inTimeAtOnce));
        } else if (peak * 5L >= limit * 4L) {
            limit = Math.min(settings.most(), limit + Math.max(1, limit / GROW_DIVISOR));
        }
    }
}
