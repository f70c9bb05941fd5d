package org.meridian.bench.load.city;

/**
 * What was acknowledged against what is there.
 *
 * @param lost acknowledged and not there
 * @param doubled there more than once
 * @param unexpected there, though nobody asked, or though it was refused for being wrong
 */
public record Account(long acknowledged, long lost, long doubled, long unexpected) {

    public Account and(Account other) {
        return new Account(
                acknowledged + other.acknowledged,
                lost + other.lost,
                doubled + other.doubled,
                unexpected + other.unexpected);
    }

    /** Of whatever kind. */
    public long wrong() {
        return lost + doubled + unexpected;
    }

    public boolean isRight() {
        return wrong() == 0;
    }
}
