package org.meridian.platform.access;

import org.meridian.platform.token.Caller;

/** Whose data a role reaches by an operation. What a token and a path can decide is decided here, the rest by the service. */
public enum Whose {
    /** What everybody may know. */
    PUBLIC("nobody's: public"),
    /** Of the person whose phone, or earlier login, the body's secret proves. */
    PROVEN("whoever the secret in the body proves"),
    /** The caller's own: the token's subject, never a parameter. */
    SELF("the caller's own"),
    /** What the call makes; the caller's own from then on. The service compares the body's country with the caller's. */
    NEW("something new of the caller's"),
    /** The site that the token names, and what is done there; in the path it is compared here. */
    BOUND_SITE("the site in the token") {
        @Override
        boolean reaches(Operation operation, Caller caller, PathValues path) {
            return caller.site() != null
                    && (!operation.names(Operation.SITE) || caller.site().equals(path.site()));
        }
    },
    /** A site that the caller has registered. */
    OWN_SITE("a site that the caller registered"),
    /** The unit that the token names; in the path it is compared here. */
    BOUND_UNIT("the unit in the token") {
        @Override
        boolean reaches(Operation operation, Caller caller, PathValues path) {
            return caller.unit() != null
                    && (!operation.names(Operation.UNIT) || caller.unit().equals(path.unit()));
        }
    },
    /** A unit that the caller has registered. */
    OWN_UNIT("a unit that the caller registered"),
    /** A place that the caller has registered. */
    OWN_PLACE("a place that the caller registered"),
    /** A file that the caller has uploaded. */
    OWN_UPLOAD("what the caller uploaded"),
    /** A result that the caller's laboratory has reported. */
    OWN_LABORATORY("what the caller's laboratory reported"),
    /** A person who is there and has shown an id or a code. */
    PRESENT("a person who is there"),
    /** Counts in which no person can be seen. */
    COUNTS("nobody's: counts"),
    /** Everybody's. */
    EVERYBODY("everybody's");

    private final String words;

    Whose(String words) {
        this.words = words;
    }

    /** Whether token and path allow it; true where only a row can tell. */
    boolean reaches(Operation operation, Caller caller, PathValues path) {
        return true;
    }

    /** For people to read. */
    @Override
    public String toString() {
        return words;
    }
}
