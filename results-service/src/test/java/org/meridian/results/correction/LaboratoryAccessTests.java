package org.meridian.results.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.results.tube.Laboratory;

/** Point 1: whose result it is. */
class LaboratoryAccessTests {

    private static final SiteId LABORATORY = new SiteId(new UUID(1, 1), "DEU");
    private static final SiteId ANOTHER = new SiteId(new UUID(2, 2), "DEU");

    @Test
    void point1AResultIsTheLaboratorysThatReportedIt() {
        assertThat(LaboratoryAccess.reported(LABORATORY, caller(LABORATORY, Role.TESTER)))
                .isTrue();
        assertThat(LaboratoryAccess.reported(LABORATORY, caller(ANOTHER, Role.TESTER)))
                .isFalse();
        assertThat(LaboratoryAccess.reported(LABORATORY, caller(null, Role.TESTER)))
                .isFalse();
        assertThat(LaboratoryAccess.reported(LABORATORY, caller(LABORATORY, Role.SAMPLER)))
                .isFalse();
        assertThat(LaboratoryAccess.reported(null, caller(LABORATORY, Role.TESTER)))
                .isFalse();
        assertThat(LaboratoryAccess.reported(null, caller(null, Role.TESTER))).isFalse();
    }

    @Test
    void point1WhoeverIsBoundToNoSiteIsALaboratoryAlone() {
        StaffId one = new StaffId(new UUID(3, 3), "DEU");
        StaffId other = new StaffId(new UUID(4, 4), "DEU");
        SiteId hers = Laboratory.of(account(one, null));
        assertThat(LaboratoryAccess.reported(hers, account(one, null))).isTrue();
        assertThat(LaboratoryAccess.reported(hers, account(other, null))).isFalse();
        assertThat(LaboratoryAccess.reported(hers, account(one, LABORATORY)))
                .as("at work for somebody else now")
                .isFalse();
        assertThat(Laboratory.of(account(one, LABORATORY))).isEqualTo(LABORATORY);
    }

    private static Caller account(StaffId staff, @Nullable SiteId site) {
        return new Caller(staff.toString(), Country.of("DEU"), Set.of(Role.TESTER), staff, site, null, Instant.MAX);
    }

    private static Caller caller(@Nullable SiteId site, Role... roles) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(roles), null, site, null, Instant.MAX);
    }
}
