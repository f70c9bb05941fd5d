package org.meridian.platform.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.Priority;

/**
 * Lets calls in as far as they can be done: by priority, by an {@link AdaptiveLimit} on those in flight, and by fair
 * {@link Shares} of those who come. Decides at once; nobody waits here. To refuse costs a few reads of memory.
 */
public final class Limiter {

    private final AtomicInteger inFlight = new AtomicInteger();
    private final boolean enabled;
    private final AdaptiveLimit limit;
    private final Shares shares;
    private final LongSupplier nanoTime;

    public Limiter(LoadSettings settings, BusyMachine machine, LongSupplier nanoTime) {
        this.enabled = settings.enabled();
        this.limit = new AdaptiveLimit(settings, nanoTime);
        this.shares = new Shares(settings, machine, nanoTime);
        this.nanoTime = nanoTime;
    }

    /** Whether a call of this kind would be refused now, whoever comes. Takes nothing. */
    public boolean isFull(Priority priority) {
        return enabled && inFlight.get() >= priority.of(limit.limit());
    }

    /** Whether anybody was refused within the last second because they have used up their share. */
    public boolean isAnyShareUsedUp() {
        return enabled && shares.isAnyUsedUp();
    }

    /** Whether one more call for this site, place or unit would be refused now, be there room or not. Takes nothing. */
    public boolean isShareUsedUp(String whose) {
        return enabled && shares.isUsedUp(whose, limit.limit());
    }

    /**
     * @param whose the site, place or unit that the call is for; none when it is for nobody who could take too much
     * @return what has to be given back when the call is over; nothing when it is refused
     */
    public @Nullable Permit enter(Priority priority, @Nullable String whose) {
        int now = inFlight.incrementAndGet();
        int most = limit.limit();
        if (enabled && now > priority.of(most)) {
            inFlight.decrementAndGet();
            return null;
        }
        Shares.@Nullable Holder holder = whose == null ? null : shares.holder(whose);
        if (holder != null && !shares.take(holder, most) && enabled) {
            inFlight.decrementAndGet();
            return null;
        }
        limit.entered(now);
        return new Permit(holder, nanoTime.getAsLong());
    }

    public int inFlight() {
        return inFlight.get();
    }

    public int limit() {
        return limit.limit();
    }

    /** One call that was let in. Given back once; a second time does nothing. */
    public final class Permit {

        private final Shares.@Nullable Holder holder;
        private final long since;
        private volatile boolean given;

        private Permit(Shares.@Nullable Holder holder, long since) {
            this.holder = holder;
            this.since = since;
        }

        /** It was done, in whatever time it took. */
        public void done() {
            if (giveBack()) {
                limit.left(nanoTime.getAsLong() - since, false);
            }
        }

        /** It was refused further on, for there was too much to do. */
        public void refusedFurtherOn() {
            if (giveBack()) {
                limit.left(nanoTime.getAsLong() - since, true);
            }
        }

        /** Its time says nothing: its caller went away, or it is long by its nature. */
        public void forget() {
            giveBack();
        }

        private synchronized boolean giveBack() {
            if (given) {
                return false;
            }
            given = true;
            inFlight.decrementAndGet();
            if (holder != null) {
                shares.giveBack(holder);
            }
            return true;
        }
    }
}
