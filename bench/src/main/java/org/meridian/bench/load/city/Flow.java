package org.meridian.bench.load.city;

import java.util.List;
import org.meridian.bench.traffic.Calls;

/** One way of using the platform: what it needs is in the database when it is made, nobody and nothing in it was used before. */
public interface Flow {

    /** As the report has it. */
    String name();

    /** Its calls, as many of each: a second phase's call {@code n} needs the first phase's call {@code n}. */
    List<Calls> phases();

    /** Compares what was acknowledged with what is in the database. */
    Account account();

    /** Before the first call. */
    default void begin() {}

    /** When all calls of a phase have been answered before the next phase begins. */
    default void phaseEnded() {}

    /** After the last call. */
    default void end() {}
}
