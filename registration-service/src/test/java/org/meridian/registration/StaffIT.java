package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;

@ExtendWith(LocalClusterExtension.class)
class StaffIT {

    private static final String ADMIN_PHONE = Administration.ADA;

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final TokenVerifier verifier = service.bean(TokenVerifier.class);
    private final Clock clock = service.bean(Clock.class);

    private String admin() {
        return api.login("USA", ADMIN_PHONE).text("accessToken");
    }

    private Map<String, Object> role(String phone, Role role, String country, Duration time) {
        return new LinkedHashMap<>(Map.of(
                "phone", phone,
                "name", "Alex Probe",
                "role", role,
                "country", country,
                "expiresAt", clock.instant().plus(time).toString()));
    }

    private Caller loggedIn(String country, String phone) throws Exception {
        return verifier.verify(api.login(country, phone).text("accessToken"));
    }

    @Test
    void theFirstAdministratorsAreThoseConfigured() throws Exception {
        Caller caller = loggedIn("USA", ADMIN_PHONE);
        assertThat(caller.roles()).contains(Role.ADMIN);
        assertThat(caller.staffId()).isEqualTo(loggedIn("USA", ADMIN_PHONE).staffId());
        Caller other = loggedIn("USA", Administration.BEN);
        assertThat(other.roles()).contains(Role.ADMIN);
        assertThat(other.staffId()).isNotEqualTo(caller.staffId());
        assertThat(api.login("USA", "+12025550101").status()).as("nobody").isEqualTo(401);
        assertThat(api.login("DEU", ADMIN_PHONE).status()).as("only in USA").isEqualTo(401);
        String refresh = api.login("USA", ADMIN_PHONE).text("refreshToken");
        Answer renewed = api.post("/v1/token/refresh", null, Map.of("refreshToken", refresh));
        assertThat(renewed.json().get("roles").toString()).contains("ADMIN");
    }

    @Test
    void point8WhoIsResidentAndStaffByOnePhoneIsKnownAsOnePersonAndNobodyElseIs() {
        Person person = api.aResident("DEU");
        String account = staffId(role(person.phone(), Role.HEALTH_OFFICER, "DEU", Duration.ofDays(1)));
        String another = staffId(role(Api.aPhone("DEU"), Role.HEALTH_OFFICER, "DEU", Duration.ofDays(1)));
        String abroad = staffId(role(person.phone(), Role.HEALTH_OFFICER, "FRA", Duration.ofDays(1)));
        service.bean(StatementLog.class).clear();
        assertThat(samePerson(person.id(), account)).isEqualTo("{\"same\":true}");
        assertThat(samePerson(person.id(), another)).isEqualTo("{\"same\":false}");
        assertThat(samePerson(person.id(), abroad)).isEqualTo("{\"same\":false}");
        assertThat(samePerson(TestTokens.aResident("DEU").toString(), account)).isEqualTo("{\"same\":false}");
        service.bean(StatementLog.class).assertPruned("registration");
    }

    private String staffId(Map<String, Object> role) {
        return api.post("/v1/staff", admin(), role).text("staffId");
    }

    private String samePerson(String resident, String staff) {
        return api.post(
                        "/internal/residents/same-person",
                        TestTokens.service("checkin"),
                        Map.of("residentId", resident, "staffId", staff))
                .body();
    }

    @Test
    void anAdministratorMakesStaffAnywhereAndTheyLogIn() throws Exception {
        String phone = Api.aPhone("TWN");
        Answer made = api.post("/v1/staff", admin(), role(phone, Role.AUDITOR, "TWN", Duration.ofDays(1)));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("staffId")).startsWith("TWN-");
        Answer second = api.post("/v1/staff", admin(), role(phone, Role.ANALYST, "TWN", Duration.ofDays(2)));
        assertThat(second.text("staffId")).isEqualTo(made.text("staffId"));

        Caller caller = loggedIn("TWN", phone);
        assertThat(caller.subject()).isEqualTo(made.text("staffId"));
        assertThat(caller.staffId()).hasToString(made.text("staffId"));
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.AUDITOR, Role.ANALYST);
    }

    @Test
    void aResidentWhoIsStaffIsBothInOneToken() throws Exception {
        Person person = api.aResident("DEU");
        api.post("/v1/staff", admin(), role(person.phone(), Role.PLACE_OWNER, "DEU", Duration.ofMinutes(10)));
        Caller caller = loggedIn("DEU", person.phone());
        assertThat(caller.resident()).hasToString(person.id());
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.RESIDENT, Role.PLACE_OWNER);
        assertThat(caller.staff()).isNotNull();
        assertThat(caller.expiresAt())
                .as("not after the role")
                .isBefore(clock.instant().plus(Duration.ofMinutes(11)));
    }

    @Test
    void rolesOfTwoSitesAreNotMixed() throws Exception {
        String phone = Api.aPhone("DEU");
        SiteId first = site();
        SiteId second = site();
        bind(phone, Role.SAMPLER, first);
        bind(phone, Role.TESTER, second);
        Caller caller = loggedIn("DEU", phone);
        assertThat(caller.site()).isEqualTo(second);
        assertThat(caller.roles()).containsExactly(Role.TESTER);
        bind(phone, Role.SAMPLER, first);
        assertThat(loggedIn("DEU", phone).site()).as("granted last").isEqualTo(first);
    }

    private SiteId site() {
        return service.bean(IdGenerator.class).next(Country.of("DEU"), SiteId::new);
    }

    private void bind(String phone, Role role, SiteId site) {
        Map<String, Object> body = role(phone, role, "DEU", Duration.ofDays(1));
        body.put("site", site.toString());
        assertThat(api.post("/internal/staff", TestTokens.service("sampling"), body)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "role, RESIDENT, /role",
        "role, SERVICE, /role",
        "role, KING, /role",
        "expiresAt, 2001-01-01T00:00:00Z, /expiresAt",
        "phone, 123, /phone",
        "name, '', /name"
    })
    void badStaffIsRefused(String property, String value, String pointer) {
        Map<String, Object> body = role(Api.aPhone("DEU"), Role.AUDITOR, "DEU", Duration.ofDays(1));
        body.put(property, value);
        Answer answer = api.post("/v1/staff", admin(), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointer()).isEqualTo(pointer);
    }

    @Test
    void point1ARoleIsBoundToSomethingOfItsOwnCountryOnly() {
        for (String property : List.of("site", "unit")) {
            Role role = property.equals("unit") ? Role.UNIT_ADMIN : Role.SAMPLER;
            Map<String, Object> body = role(Api.aPhone("DEU"), role, "DEU", Duration.ofDays(1));
            body.put(
                    property,
                    service.bean(IdGenerator.class)
                            .next(Country.of("FRA"), SiteId::new)
                            .toString());
            Answer foreign = api.post("/internal/staff", TestTokens.service("sampling"), body);
            assertThat(foreign.status()).isEqualTo(400);
            assertThat(foreign.pointer()).isEqualTo("/" + property);
            body.put(property, site().toString());
            assertThat(api.post("/internal/staff", TestTokens.service("sampling"), body)
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void onlyAnAdministratorMayAndOnlyAServiceInside() {
        Person person = api.aResident("DEU");
        Map<String, Object> body = role(Api.aPhone("DEU"), Role.ADMIN, "DEU", Duration.ofDays(1));
        assertThat(api.post("/v1/staff", null, body).status()).isEqualTo(401);
        assertThat(api.post("/v1/staff", person.token(), body).status()).isEqualTo(403);
        assertThat(api.post("/internal/staff", admin(), body).status()).isEqualTo(403);
        assertThat(api.get("/internal/residents/" + person.id(), person.token()).status())
                .isEqualTo(403);
        assertThat(api.get("/v1/me", admin()).status()).isEqualTo(403);
    }

    @Test
    void aRoleThatHasEndedIsNoAccount() {
        String phone = Api.aPhone("DEU");
        api.post("/v1/staff", admin(), role(phone, Role.AUDITOR, "DEU", Duration.ofDays(1)));
        Instant past = clock.instant().minusSeconds(5);
        service.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("UPDATE staff_role SET expires_at = :past WHERE role = 'AUDITOR' AND country_code = 'DEU'")
                .param("past", java.sql.Timestamp.from(past))
                .update();
        assertThat(api.login("DEU", phone).problem()).isEqualTo("wrong-code");
    }
}
