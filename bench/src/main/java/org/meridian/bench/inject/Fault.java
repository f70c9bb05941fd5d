package org.meridian.bench.inject;

import java.time.Duration;

/**
 * Something that goes wrong for a while.
 *
 * @param where a process ({@code gateway}, {@code db} or a service) or, of a link, who is called: {@code db}, a service by its
 *     region's gateway ({@code gateway>results}) or by the region's services ({@code services>results})
 */
public record Fault(Kind kind, String where, Duration lasts) {

    /** What goes wrong. */
    public enum Kind {
        /** SIGKILL, and started again. */
        KILL,
        /** SIGSTOP, and SIGCONT: it hangs, with all its connections open. */
        STOP,
        /** Ended in order, and started again. */
        RESTART,
        /** All connections reset, and each new one. */
        CUT,
        /** Connections stay open and lead nowhere. */
        HALF_OPEN,
        /** Requests do not arrive for a while. */
        SILENT_TO_SERVER,
        /** Answers do not arrive for a while. */
        SILENT_TO_CLIENT,
        /** Everything arrives late, and not evenly. */
        LATE,
        /** The end of a connection is noticed late. */
        SLOW_CLOSE,
        /** Each connection is reset after so many bytes. */
        CUT_AFTER_BYTES,
        /** A service's whole pool waits for a lock on its busiest table. */
        POOL,
        /** A service's clock is set ahead by a few seconds, and back again. */
        CLOCK_AHEAD,
        /** It is set back, and ahead again. */
        CLOCK_BEHIND;

        boolean isOfProcess() {
            return this == KILL || this == STOP || this == RESTART;
        }

        boolean isOfClock() {
            return this == CLOCK_AHEAD || this == CLOCK_BEHIND;
        }

        /** Whether a proxy must stand in the link that breaks. */
        public boolean needsNetwork() {
            return !isOfProcess() && !isOfClock() && this != POOL;
        }
    }

    @Override
    public String toString() {
        return kind + " " + where + " " + lasts.toMillis() + " ms";
    }
}
