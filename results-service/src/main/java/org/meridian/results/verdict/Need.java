package org.meridian.results.verdict;

/** What a result leaves to be done for a person. */
public enum Need {
    NONE,
    /** A test of this person alone, which releases or confirms. */
    RETEST,
    /** A new specimen, because this one could not be tested. */
    RESAMPLE
}
