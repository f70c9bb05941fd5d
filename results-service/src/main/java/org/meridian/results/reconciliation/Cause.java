package org.meridian.results.reconciliation;

/** Why a reconciliation was made. */
public enum Cause {
    ON_DEMAND,
    NIGHTLY
}
