package org.meridian.results.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

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
        assertThat(LaboratoryAccess.reported(null, caller(null, Role.TESTER))).isTrue();
    }

    private static Caller caller(@Nullable SiteId site, Role... roles) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(roles), null, site, null, Instant.MAX);
    }
}
