package org.meridian.results.statistics;

/**
 * A count of tubes and of the people in them. A person who is in two tubes counts twice.
 *
 * @param tubes never negative, once corrections are counted off
 * @param people at least as many, but for tubes that nobody is in
 */
record Tally(long tubes, long people) {

    /** What is counted less than so often is not published, nor whatever would reveal it. */
    static final int THRESHOLD = 10;

    static final Tally ZERO = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(tubes + other.tubes, people + other.people);
    }

    /** Whether it may be published. Zero is a small count as well: it says of everybody that they are not among it. */
    boolean isPublishable() {
        return tubes >= THRESHOLD && people >= THRESHOLD;
    }
}
