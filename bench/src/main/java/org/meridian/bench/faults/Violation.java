package org.meridian.bench.faults;

/**
 * A broken promise.
 *
 * @param what which row, person or tube, and how
 */
record Violation(Kind kind, String what) {

    /** Which promise. */
    enum Kind {
        /** Acknowledged and not there. */
        LOST,
        /** There more often than it was asked for. */
        DOUBLED,
        /** There, and nobody asked for it. */
        UNEXPECTED,
        /** A sound request was refused. */
        REFUSED,
        /** A process did not know what to say: an internal error is none that a kill excuses. */
        FAILED,
        /** The same request again got another answer. */
        REPEATED_DIFFERENTLY,
        /** What is derived is not what follows from the facts. */
        DIVERGED,
        /** A task is missing, too many, or in the wrong state. */
        TASK,
        /** An event still waits, or was set aside. */
        UNDELIVERED
    }
}
