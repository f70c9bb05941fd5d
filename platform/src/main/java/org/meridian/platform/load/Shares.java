package org.meridian.platform.load;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Fair shares of those for whom calls come: sites, places, units. One alone may take everything. While there are others it
 * may hold no more than a part of the calls in flight, and while the machine is busy it may not come much more often than
 * usual: so ten times as much at one of them leaves the others as they were, and a big one may be big. Of whom nothing is
 * usual yet may come with a few times what the others come with on average. What came is counted each second; memory is of
 * those who came in the last two, or come so often that it matters.
 */
final class Shares {

    private static final long ROUND = Duration.ofSeconds(1).toNanos();

    /**
     * Half a second's share may come at once, and two always: while the machine is busy nobody looks for a few tenths of a
     * second, and whoever came meanwhile seems to come at once.
     */
    private static final int BURST_DIVISOR = 2;

    /** What is usual follows what comes within so many seconds or so. */
    private static final int SLOWLY = 300;

    /** After so many seconds it is known. */
    private static final int KNOWN = 10;

    /** So many times the average may come who is not known yet, in terms of what one may come with who is. */
    private static final int STRANGERS = 2;

    private final ConcurrentHashMap<String, Holder> holders = new ConcurrentHashMap<>();
    private final AtomicLong roundEnd;
    private final LoadSettings settings;
    private final BusyMachine machine;
    private final LongSupplier nanoTime;
    private volatile Round last = new Round(0, 0);
    private volatile long refusedAt;

    /** What came in a second, and from how many. */
    private record Round(long calls, int holders) {}

    /** One of them. */
    static final class Holder {

        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();

        /** When what has been taken would be paid off (the generic cell rate algorithm). */
        private final AtomicLong paidOff = new AtomicLong(Long.MIN_VALUE);

        private volatile int before;
        private volatile double usual;
        private volatile int seconds;

        private boolean pay(long now, long timeOfOne) {
            while (true) {
                long until = paidOff.get();
                if (isTooMuch(until, now, timeOfOne)) {
                    return false;
                }
                if (paidOff.compareAndSet(until, Math.max(until, now) + timeOfOne)) {
                    return true;
                }
            }
        }

        private boolean owes(long now, long timeOfOne) {
            return isTooMuch(paidOff.get(), now, timeOfOne);
        }

        private static boolean isTooMuch(long until, long now, long timeOfOne) {
            return Math.max(until, now) - now + timeOfOne > Math.max(2 * timeOfOne, ROUND / BURST_DIVISOR);
        }
    }

    Shares(LoadSettings settings, BusyMachine machine, LongSupplier nanoTime) {
        this.settings = settings;
        this.machine = machine;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.roundEnd = new AtomicLong(now + ROUND);
        this.refusedAt = now - ROUND;
    }

    Holder holder(String whose) {
        Holder known = holders.get(whose);
        return known == null ? holders.computeIfAbsent(whose, w -> new Holder()) : known;
    }

    /** Whether it may have one more now; then it has. */
    boolean take(Holder holder, int limit) {
        long now = nanoTime.getAsLong();
        long end = roundEnd.get();
        if (now - end >= 0 && roundEnd.compareAndSet(end, now + ROUND)) {
            next(now - end > ROUND);
        }
        Round round = last;
        boolean taken = !isCrowded(holder, round, limit)
                && (!isHeldToItsShare(holder, round) || holder.pay(now, timeOfOne(holder, round)));
        if (!taken) {
            refusedAt = now;
            return false;
        }
        holder.inFlight.incrementAndGet();
        holder.calls.incrementAndGet();
        return true;
    }

    /** Whether it would be refused now. Nothing is taken, and who is not known is not remembered. */
    boolean isUsedUp(String whose, int limit) {
        Holder holder = holders.get(whose);
        if (holder == null) {
            return false;
        }
        long now = nanoTime.getAsLong();
        Round round = last;
        boolean usedUp = isCrowded(holder, round, limit)
                || (isHeldToItsShare(holder, round) && holder.owes(now, timeOfOne(holder, round)));
        if (usedUp) {
            refusedAt = now;
        }
        return usedUp;
    }

    /** Whether any was refused within the last second; if not, none needs to be asked about. */
    boolean isAnyUsedUp() {
        return nanoTime.getAsLong() - refusedAt < ROUND;
    }

    private static boolean hasOthers(Holder holder, Round round) {
        return round.holders() > (holder.before > 0 ? 1 : 0);
    }

    private boolean isCrowded(Holder holder, Round round, int limit) {
        return hasOthers(holder, round) && holder.inFlight.get() >= Math.max(1, limit * settings.share() / 100);
    }

    private boolean isHeldToItsShare(Holder holder, Round round) {
        return hasOthers(holder, round) && round.calls() >= settings.from() && machine.isBusy();
    }

    void giveBack(Holder holder) {
        holder.inFlight.decrementAndGet();
    }

    /** Nanoseconds that one call of it stands for while it is held to its share. */
    private long timeOfOne(Holder holder, Round round) {
        int others = Math.max(1, round.holders() - (holder.before > 0 ? 1 : 0));
        double theirs = (double) Math.max(0, round.calls() - holder.before) / others;
        double share = Math.max(
                settings.always(),
                holder.seconds >= KNOWN
                        ? Math.max(theirs, holder.usual * settings.fair())
                        : theirs * settings.fair() * STRANGERS);
        return (long) (ROUND / share);
    }

    /** A second has passed, or more: then what was counted in it is long ago. */
    private void next(boolean longAgo) {
        long calls = 0;
        int active = 0;
        for (var entry : holders.entrySet()) {
            Holder holder = entry.getValue();
            int came = holder.calls.getAndSet(0);
            boolean idle = came == 0 && holder.before == 0 && holder.inFlight.get() == 0;
            holder.before = longAgo ? 0 : came;
            learn(holder, came);
            if (idle && holder.usual < settings.always() / 4.0) {
                holders.remove(entry.getKey(), holder);
            } else if (holder.before > 0) {
                calls += came;
                active++;
            }
        }
        last = new Round(calls, active);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only whoever begins a second does it
    private static void learn(Holder holder, int came) {
        double step = holder.seconds == 0 ? 1 : 1.0 / Math.min(SLOWLY, holder.seconds + 1);
        holder.usual += (came - holder.usual) * step;
        holder.seconds++;
    }

    /** How many are remembered. */
    int size() {
        return holders.size();
    }
}
