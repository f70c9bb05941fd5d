package org.meridian.sharing.consent;

/** What a consent lets a unit read. Whatever is not named here, no unit reads. */
public enum Scope {
    /** Of the newest result the outcome, whether it is final, and the day of the sample; none of the earlier ones. */
    LATEST_RESULT
}
