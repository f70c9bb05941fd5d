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
    }

    Shares(LoadSettings settings, BusyMachine machine, LongSupplier nanoTime) {
        this.settings = settings;
        this.machine = machine;
        this.nanoTime = nanoTime;
        this.roundEnd = new AtomicLong(nanoTime.getAsLong() + ROUND);
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
        boolean others = round.holders() > (holder.before > 0 ? 1 : 0);
        if (others && holder.inFlight.get() >= Math.max(1, limit * settings.share() / 100)) {
            return false;
        }
        if (others && round.calls() >= settings.from() && machine.isBusy() && !pay(holder, now, round)) {
            return false;
        }
        holder.inFlight.incrementAndGet();
        holder.calls.incrementAndGet();
        return true;
    }

    void giveBack(Holder holder) {
        holder.inFlight.decrementAndGet();
    }

    private boolean pay(Holder holder, long now, Round round) {
        int others = Math.max(1, round.holders() - (holder.before > 0 ? 1 : 0));
        double theirs = (double) Math.max(0, round.calls() - holder.before) / others;
        double share = Math.max(
                settings.always(),
                holder.seconds >= KNOWN
                        ? Math.max(theirs, holder.usual * settings.fair())
                        : theirs * settings.fair() * STRANGERS);
        long perCall = (long) (ROUND / share);
        long burst = Math.max(2 * perCall, ROUND / BURST_DIVISOR);
        while (true) {
            long paidOff = holder.paidOff.get();
            long next = Math.max(paidOff, now) + perCall;
            if (next - now > burst) {
                return false;
            }
            if (holder.paidOff.compareAndSet(paidOff, next)) {
                return true;
            }
        }
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
