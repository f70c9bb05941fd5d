package org.meridian.bench.history;

/**
 * A broken promise.
 *
 * @param what which row, person or tube, and how
 */
public record Violation(Kind kind, String what) {

    /** Which promise. */
    public enum Kind {
        /** Acknowledged and not there. */
        LOST,
        /** There more often than it was asked for. */
        DOUBLED,
        /** There, and nobody asked for it. */
        UNEXPECTED,
        /** A sound request was refused. */
        REFUSED,
        /** A process did not know what to say: an internal error is none that a fault excuses. */
        FAILED,
        /** The same request again got another answer. */
        REPEATED_DIFFERENTLY,
        /** A person's or a device's acts stand in another order than they were done. */
        ORDER,
        /** Two services do not hold equally much of what one tells the other. */
        UNBALANCED,
        /** What is derived is not what follows from the facts. */
        DIVERGED,
        /** A task is missing, too many, or in the wrong state. */
        TASK,
        /** An event still waits, or was set aside. */
        UNDELIVERED
    }
}
