package org.meridian.sharing.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 1: whose unit it is. */
class UnitAccessTests {

    private static final StaffId ADMIN = new StaffId(new UUID(3, 3), "DEU");
    private static final StaffId SOMEBODY = new StaffId(new UUID(4, 4), "DEU");

    private final Unit unit = new Unit(
            new UnitId(new UUID(1, 1), "DEU"),
            ADMIN,
            new UnitRegister.Registration("DEU", "Works", "Works GmbH", "HRB 1", "DE-BE"),
            Instant.EPOCH);

    @Test
    void point1ItsAdministratorAdministersAUnitAndNobodyElse() {
        assertThat(UnitAccess.administers(unit, caller(ADMIN, Role.UNIT_ADMIN))).isTrue();
        assertThat(UnitAccess.administers(unit, caller(SOMEBODY, Role.UNIT_ADMIN)))
                .isFalse();
        assertThat(UnitAccess.administers(unit, caller(ADMIN, Role.PLACE_OWNER)))
                .as("the role has ended")
                .isFalse();
        assertThat(UnitAccess.administers(unit, caller(new StaffId(ADMIN.id(), "FRA"), Role.UNIT_ADMIN)))
                .isFalse();
        assertThat(UnitAccess.administers(unit, caller(null, Role.UNIT_ADMIN))).isFalse();
    }

    @Test
    void point1OnlyAnAdministratorOfTheUnitsCountryMayBeItsAdministrator() {
        UnitId german = new UnitId(new UUID(1, 1), "DEU");
        assertThat(UnitAccess.mayAdminister(german, caller(ADMIN, Role.UNIT_ADMIN)))
                .contains(ADMIN);
        assertThat(UnitAccess.mayAdminister(german, caller(ADMIN, Role.PLACE_OWNER)))
                .isEmpty();
        assertThat(UnitAccess.mayAdminister(german, caller(new StaffId(ADMIN.id(), "FRA"), Role.UNIT_ADMIN)))
                .isEmpty();
        assertThat(UnitAccess.mayAdminister(german, caller(null, Role.UNIT_ADMIN)))
                .isEmpty();
    }

    @Test
    void point1AUnitIsSeenByAuditorsAndItsAdministrator() {
        assertThat(UnitAccess.sees(unit, caller(SOMEBODY, Role.AUDITOR))).isTrue();
        assertThat(UnitAccess.sees(unit, caller(ADMIN, Role.UNIT_ADMIN))).isTrue();
        assertThat(UnitAccess.sees(unit, caller(SOMEBODY, Role.UNIT_ADMIN))).isFalse();
    }

    @Test
    void point1AUnitIsRegisteredInTheCountryOfItsAdministratorsAccount() {
        Caller admin = caller(ADMIN, Role.UNIT_ADMIN);
        assertThatCode(() -> UnitAccess.mustBeHome(Country.of("DEU"), admin)).doesNotThrowAnyException();
        assertThatThrownBy(() -> UnitAccess.mustBeHome(Country.of("FRA"), admin))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static Caller caller(@Nullable StaffId staff, Role... roles) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(roles), staff, null, null, Instant.MAX);
    }
}
