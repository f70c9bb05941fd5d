package org.meridian.sampling.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 1: whose site it is. */
class SiteAccessTests {

    private static final SiteId SITE = new SiteId(new UUID(1, 1), "DEU");
    private static final SiteId ANOTHER = new SiteId(new UUID(2, 2), "DEU");
    private static final StaffId ADMIN = new StaffId(new UUID(3, 3), "DEU");
    private static final StaffId SOMEBODY = new StaffId(new UUID(4, 4), "DEU");

    private final Site site = new Site(
            SITE,
            ADMIN,
            new RegisterSite("DEU", "Messe", "Messe GmbH", "HRB 1", "DE-BE", null, null, "08:00", "20:00"),
            Instant.EPOCH);

    @Test
    void point1ItsAdministratorAdministersASiteAndNobodyElse() {
        assertThat(SiteAccess.administers(site, caller(ADMIN, null, Role.SITE_ADMIN)))
                .isTrue();
        assertThat(SiteAccess.administers(site, caller(SOMEBODY, null, Role.SITE_ADMIN)))
                .isFalse();
        assertThat(SiteAccess.administers(site, caller(ADMIN, SITE, Role.SAMPLER)))
                .as("the role has ended")
                .isFalse();
        assertThat(SiteAccess.administers(site, caller(new StaffId(ADMIN.id(), "FRA"), null, Role.SITE_ADMIN)))
                .isFalse();
        assertThat(SiteAccess.administers(site, caller(null, null, Role.SITE_ADMIN)))
                .isFalse();
    }

    @Test
    void point1PeopleWorkAtTheSiteInTheirTokenOnlyWhileTheyHaveARoleThere() {
        assertThat(SiteAccess.worksAt(SITE, caller(SOMEBODY, SITE, Role.SAMPLER)))
                .isTrue();
        assertThat(SiteAccess.worksAt(SITE, caller(SOMEBODY, SITE, Role.TESTER)))
                .isTrue();
        assertThat(SiteAccess.worksAt(SITE, caller(SOMEBODY, ANOTHER, Role.SAMPLER)))
                .isFalse();
        assertThat(SiteAccess.worksAt(SITE, caller(SOMEBODY, null, Role.TESTER)))
                .isFalse();
        assertThat(SiteAccess.worksAt(SITE, caller(SOMEBODY, SITE, Role.VACCINATOR)))
                .isFalse();
    }

    @Test
    void point1ASiteIsSeenByAuditorsItsStaffAndItsAdministrator() {
        assertThat(SiteAccess.sees(site, caller(SOMEBODY, null, Role.AUDITOR))).isTrue();
        assertThat(SiteAccess.sees(site, caller(SOMEBODY, SITE, Role.SAMPLER))).isTrue();
        assertThat(SiteAccess.sees(site, caller(ADMIN, null, Role.SITE_ADMIN))).isTrue();
        assertThat(SiteAccess.sees(site, caller(SOMEBODY, ANOTHER, Role.TESTER)))
                .isFalse();
        assertThat(SiteAccess.sees(site, caller(SOMEBODY, null, Role.SITE_ADMIN)))
                .isFalse();
    }

    @Test
    void point1ASamplerHandlesTheTubesOfTheOwnSiteATesterThoseOfTheCountry() {
        assertThat(SiteAccess.own(caller(SOMEBODY, SITE, Role.SAMPLER))).isEqualTo(SITE);
        assertThat(SiteAccess.tubesOf(caller(SOMEBODY, SITE, Role.SAMPLER))).isEqualTo(SITE);
        assertThat(SiteAccess.tubesOf(caller(SOMEBODY, SITE, Role.SAMPLER, Role.TESTER)))
                .isNull();
        assertThat(SiteAccess.tubesOf(caller(SOMEBODY, null, Role.TESTER))).isNull();
        assertThatThrownBy(() -> SiteAccess.tubesOf(caller(SOMEBODY, null, Role.SAMPLER)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    @Test
    void point1ASiteIsRegisteredInTheCountryOfItsAdministratorsAccount() {
        Caller admin = caller(ADMIN, null, Role.SITE_ADMIN);
        assertThatCode(() -> SiteAccess.mustBeHome(Country.of("DEU"), admin)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SiteAccess.mustBeHome(Country.of("FRA"), admin))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static Caller caller(@Nullable StaffId staff, @Nullable SiteId site, Role... roles) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(roles), staff, site, null, Instant.MAX);
    }
}
