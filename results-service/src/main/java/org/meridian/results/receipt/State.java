package org.meridian.results.receipt;

/** How far an upload is. */
public enum State {
    RUNNING,
    /** Whoever wrote it has died or given up; the same file, sent again, goes on where it ended. */
    INTERRUPTED,
    DONE,
    /** It ended for a reason that sending it again at once would meet again. */
    FAILED
}
