package org.meridian.bench.traffic;

import java.util.PriorityQueue;

/** An offer at work. Of a closed loop's callers whoever is told to come again later does so, and meanwhile there is one caller less. */
final class Lane {

    final Offer offer;
    final Pool pool;
    final Outcome outcome;
    private int next;
    private int inFlight;

    /** When each of those who wait may come again. */
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();

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
                : inFlight + waitingAt(now) < offer.callers() && now >= offer.afterSeconds() * 1e9;
    }

    private int waitingAt(long now) {
        while (!waiting.isEmpty() && waiting.peek() <= now) {
            waiting.remove();
        }
        return waiting.size();
    }

    /** Of an open loop nobody looks when to come again: in a surge there are tens of thousands such answers a second. */
    void failed(Reply reply, long now) {
        if (!offer.isOpen()) {
            waiting.add(now + reply.retryAfter().toNanos());
        }
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
