package org.meridian.bench.traffic;

import org.jspecify.annotations.Nullable;

/** Calls of one kind, numbered from 0. Everything here runs on the generator's one thread. */
public interface Calls {

    /** As the report has it, for example {@code check-in}. */
    String name();

    /** The whole request, as {@link HttpBytes} makes it; null when this call cannot be made, for lack of what should have come before. */
    byte @Nullable [] request(int number);

    /** What came back, whatever it is. The answer's bytes are good during this call only. */
    default void answered(int number, Reply reply) {}

    /** It is not known what became of this call: the connection broke, or nobody answered in time. */
    default void unanswered(int number) {}

    /** Whether this is what the caller wanted. */
    default boolean isServed(int status) {
        return status >= 200 && status < 300;
    }
}
