package org.meridian.results.task;

/** How far a task is. */
public enum State {
    OPEN,
    /** The retest, or the new sample, has its result. */
    DONE,
    /** A correction made it needless. */
    CANCELLED,
    /** Nobody came in time. A result that comes later still makes it done. */
    EXPIRED
}
