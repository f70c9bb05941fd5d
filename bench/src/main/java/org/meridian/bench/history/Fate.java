package org.meridian.bench.history;

/** What the asker knows of an operation. */
public enum Fate {
    /** It was sent, and nothing else is known of it yet. */
    INVOKED,
    /** It was answered that it is done: it must be there, once. */
    ACKNOWLEDGED,
    /** It was answered that it will not be done: it must not be there. */
    REFUSED,
    /** No answer, or none that tells, and nobody asks again: it may be there, at most once. */
    UNKNOWN
}
