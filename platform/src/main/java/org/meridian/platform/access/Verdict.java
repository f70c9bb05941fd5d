package org.meridian.platform.access;

/** What the table says of one call. */
public enum Verdict {
    GRANTED,
    /** No token came where one is needed. */
    NO_TOKEN,
    /** None of the token's roles may do this at all, or this service may not. */
    NO_ROLE,
    /** A role may do this, but not with what the path names. */
    NOT_THEIRS,
    /** The path names something that cannot exist. */
    NO_SUCH_THING
}
