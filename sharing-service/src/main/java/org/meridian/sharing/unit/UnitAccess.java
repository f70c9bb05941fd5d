package org.meridian.sharing.unit;

import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Whose unit: what the access table leaves to rows. Another's is as if it were not there. */
public final class UnitAccess {

    private UnitAccess() {}

    static boolean administers(Unit unit, Caller caller) {
        return caller.is(Role.UNIT_ADMIN) && unit.isAdministeredBy(caller.staff());
    }

    /** The administrator's account, if it can be the unit's at all: it is of the unit's country. */
    static Optional<StaffId> mayAdminister(UnitId unit, Caller caller) {
        return Optional.ofNullable(caller.staff())
                .filter(staff ->
                        caller.is(Role.UNIT_ADMIN) && staff.countryCode().equals(unit.countryCode()));
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
