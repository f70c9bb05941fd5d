package org.meridian.results.verdict;

/** How far a person's result can be relied on. */
public enum Status {
    /** A test of this person alone must follow. */
    PROVISIONAL,
    FINAL,
    /** Final, and something else was reported before. */
    CORRECTED;

    /** What is shown for a tube's result of this revision, 0 being the first. */
    public Status inRevision(int revision) {
        return this == FINAL && revision > 0 ? CORRECTED : this;
    }
}
