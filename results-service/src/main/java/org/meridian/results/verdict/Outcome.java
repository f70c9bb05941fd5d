package org.meridian.results.verdict;

/** What a laboratory finds in a tube. */
public enum Outcome {
    NEGATIVE,
    POSITIVE,
    /** A signal, but none that decides. */
    INCONCLUSIVE,
    /** The specimen could not be tested: leaked, dried up, no control signal. */
    INVALID
}
