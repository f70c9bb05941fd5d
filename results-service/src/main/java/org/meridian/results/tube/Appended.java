package org.meridian.results.tube;

/** What became of a result that was to be appended. */
public enum Appended {
    NEW,
    /** The same outcome and time were reported for this tube before. */
    ALREADY_THERE,
    /** Something else was reported for this tube before; only a correction can change that. */
    CONTRADICTS
}
