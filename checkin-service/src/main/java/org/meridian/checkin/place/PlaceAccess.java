package org.meridian.checkin.place;

import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Whose place: what the access table leaves to rows. Another's is as if it were not there. */
public final class PlaceAccess {

    private PlaceAccess() {}

    static boolean owns(Place place, Caller caller) {
        return caller.is(Role.PLACE_OWNER) && place.owner().equals(caller.staff());
    }

    /** A place is registered where its owner's account is. @throws ProblemException 403 for another country */
    public static void mustBeHome(Country country, Caller caller) {
        if (!country.equals(caller.home())) {
            throw ProblemException.forbidden("A place is registered by staff of its own country.");
        }
    }
}
