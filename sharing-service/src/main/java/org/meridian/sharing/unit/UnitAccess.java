package org.meridian.sharing.unit;

import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Whose unit: what the access table leaves to rows. Another's is as if it were not there. */
public final class UnitAccess {

    private UnitAccess() {}

    static boolean administers(Unit unit, Caller caller) {
        return caller.is(Role.UNIT_ADMIN) && unit.isAdministeredBy(caller.staff());
    }

    static boolean sees(Unit unit, Caller caller) {
        return caller.is(Role.AUDITOR) || administers(unit, caller);
    }

    /** A unit is registered where its administrator's account is. @throws ProblemException 403 for another country */
    public static void mustBeHome(Country country, Caller caller) {
        if (!country.equals(caller.home())) {
            throw ProblemException.forbidden("A unit is registered in the country of its administrator's account.");
        }
    }
}
