package org.meridian.bench.history;

/**
 * Something that must be equally much on two sides: what one service has, and what another has of it.
 *
 * @param what is counted, such as {@code samples = results given + pending}
 */
public record Balance(String what, long left, long right) {

    boolean isEven() {
        return left == right;
    }
}
