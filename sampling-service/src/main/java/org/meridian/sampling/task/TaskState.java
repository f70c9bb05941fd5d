package org.meridian.sampling.task;

/** Whether somebody is still to be tested again. */
public enum TaskState {
    OPEN,
    DONE,
    /** A correction made it needless. */
    CANCELLED,
    /** Nobody came in time. */
    EXPIRED
}
