package org.meridian.checkin.place;

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
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 1: whose place it is. */
class PlaceAccessTests {

    private static final StaffId OWNER = new StaffId(new UUID(3, 3), "DEU");

    private final Place place = new Place(
            new PlaceId(new UUID(1, 1), "DEU"), OWNER, "Library", "Library Ltd", "HRB 1", "DE-BE", Instant.EPOCH);

    @Test
    void point1APlaceBelongsToItsOwnerWhileTheyHaveTheRole() {
        assertThat(PlaceAccess.owns(place, caller(OWNER, Role.PLACE_OWNER))).isTrue();
        assertThat(PlaceAccess.owns(place, caller(new StaffId(new UUID(4, 4), "DEU"), Role.PLACE_OWNER)))
                .isFalse();
        assertThat(PlaceAccess.owns(place, caller(OWNER, Role.SITE_ADMIN))).isFalse();
        assertThat(PlaceAccess.owns(place, caller(null, Role.PLACE_OWNER))).isFalse();
    }

    @Test
    void point1APlaceIsRegisteredInTheCountryOfItsOwnersAccount() {
        Caller owner = caller(OWNER, Role.PLACE_OWNER);
        assertThatCode(() -> PlaceAccess.mustBeHome(Country.of("DEU"), owner)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PlaceAccess.mustBeHome(Country.of("FRA"), owner))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static Caller caller(@Nullable StaffId staff, Role... roles) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(roles), staff, null, null, Instant.MAX);
    }
}
