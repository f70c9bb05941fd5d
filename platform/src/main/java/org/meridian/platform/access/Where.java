package org.meridian.platform.access;

import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.token.Caller;

/** How far a role reaches. */
public enum Where {
    /** Only into the caller's own country: every id in the path must be of it. */
    HOME("own country"),
    /** Into every country. */
    ANYWHERE("any country");

    private final String words;

    Where(String words) {
        this.words = words;
    }

    boolean reaches(Operation operation, Caller caller, PathValues path) throws MalformedIdException {
        if (this == ANYWHERE) {
            return true;
        }
        for (String name : operation.ids()) {
            if (!path.country(name).equals(caller.home())) {
                return false;
            }
        }
        return true;
    }

    /** For people to read. */
    @Override
    public String toString() {
        return words;
    }
}
