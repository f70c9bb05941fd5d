package org.meridian.bench.traffic;

import java.net.URI;

/**
 * How much of one kind of call there is.
 *
 * @param target where to; one pool of connections for each
 * @param perSecond the fixed schedule of an open loop; 0 for a closed one
 * @param callers of a closed loop: each sends the next call when it has its answer; 0 for an open one
 * @param count how many calls in all
 * @param afterSeconds when the first is due, from the run's start
 */
public record Offer(URI target, Calls calls, double perSecond, int callers, int count, double afterSeconds) {

    private static final double NANOS = 1e9;

    /** On a fixed schedule, whether or not earlier calls have been answered. */
    public static Offer open(URI target, Calls calls, double perSecond, int count) {
        return new Offer(target, calls, perSecond, 0, count, 0);
    }

    /** As fast as so many callers get their answers. */
    public static Offer closed(URI target, Calls calls, int callers, int count) {
        return new Offer(target, calls, 0, callers, count, 0);
    }

    /** The same, begun later. */
    public Offer after(double seconds) {
        return new Offer(target, calls, perSecond, callers, count, seconds);
    }

    boolean isOpen() {
        return perSecond > 0;
    }

    /** Nanoseconds from the run's start. */
    long due(int number) {
        return (long) (afterSeconds * NANOS + number * (NANOS / perSecond));
    }

    /** How long the schedule is, seconds. */
    public double seconds() {
        return count / perSecond;
    }
}
