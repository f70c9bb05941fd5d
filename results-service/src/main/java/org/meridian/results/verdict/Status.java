package org.meridian.results.verdict;

/** How far a person's result can be relied on. */
public enum Status {
    /** A test of this person alone must follow. */
    PROVISIONAL,
    FINAL
}
