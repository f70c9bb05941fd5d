package org.meridian.bench.traffic;

/** An offer at work. */
final class Lane {

    final Offer offer;
    final Pool pool;
    final Outcome outcome;
    private int next;
    private int inFlight;

    Lane(Offer offer, Pool pool) {
        this.offer = offer;
        this.pool = pool;
        this.outcome = new Outcome(offer.calls().name());
    }

    /** Whether a call is to be sent; the time counts from the run's start. */
    boolean isDue(long now) {
        if (next >= offer.count()) {
            return false;
        }
        return offer.isOpen()
                ? offer.due(next) <= now
                : inFlight < offer.callers() && now >= offer.afterSeconds() * 1e9;
    }

    /** When the next call is due: a closed loop's is due as soon as it can be sent. */
    long due(long now) {
        return offer.isOpen() ? offer.due(next) : now;
    }

    int take() {
        outcome.due();
        inFlight++;
        return next++;
    }

    void done() {
        inFlight--;
    }

    boolean isDone() {
        return next >= offer.count() && inFlight == 0;
    }
}
