package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(LocalClusterExtension.class)
class DeviceCredentialIT {

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final TokenVerifier verifier = service.bean(TokenVerifier.class);
    private final Clock clock = service.bean(Clock.class);
    private final SiteId site = service.bean(IdGenerator.class).next(Country.of("DEU"), SiteId::new);

    @Test
    void point2ASamplersDeviceGetsTwelveHoursAtTheSiteAndNothingElse() throws Exception {
        Person person = api.aResident("DEU");
        bind(person.phone(), Role.SAMPLER, site, Duration.ofDays(1));
        bind(person.phone(), Role.TESTER, site, Duration.ofDays(1));
        Caller human = verifier.verify(token(person.phone()));

        Answer answer = authorize(token(person.phone()), "DESK-0042");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.json().get("expiresIn").asInt()).isBetween(43_190, 43_200);
        Caller device = verifier.verify(answer.text("accessToken"));
        assertThat(device.device()).hasToString(answer.text("deviceId"));
        assertThat(device.roles()).isEqualTo(Set.of(Role.SAMPLER));
        assertThat(device.site()).isEqualTo(site);
        assertThat(device.staff()).isEqualTo(human.staff());
        assertThat(device.subject()).as("not the resident").isEqualTo(String.valueOf(human.staff()));

        for (String path : List.of("/v1/me", "/v1/me/code")) {
            assertThat(api.get(path, answer.text("accessToken")).status()).isEqualTo(403);
        }
        Answer another = authorize(answer.text("accessToken"), "DESK-0042");
        assertThat(another.status()).as("no chain of credentials").isEqualTo(403);
        assertThat(answer.json().has("refreshToken")).isFalse();
        assertThat(api.post("/v1/token/refresh", null, Map.of("refreshToken", answer.text("deviceId")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void point2ItEndsWithTheWorkAtTheSite() throws Exception {
        String phone = Api.aPhone("DEU");
        Instant end = clock.instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        bind(phone, Role.SAMPLER, site, Duration.between(clock.instant(), end));
        Answer answer = authorize(token(phone), "DESK-0043");
        assertThat(verifier.verify(answer.text("accessToken")).expiresAt())
                .isBetween(end.minusSeconds(2), end.plusSeconds(1));

        String human = token(phone);
        service.bean(JdbcClient.class)
                .sql("UPDATE staff_role SET expires_at = now() WHERE bound_to = :site AND country_code = 'DEU'")
                .param("site", site.toString())
                .update();
        assertThat(authorize(human, "DESK-0043").status())
                .as("the work has ended meanwhile")
                .isEqualTo(403);
    }

    @Test
    void point2OnlySamplersGetOneAndEachIsInTheAuditTrail() {
        String phone = Api.aPhone("DEU");
        bind(phone, Role.TESTER, site, Duration.ofDays(1));
        assertThat(authorize(token(phone), "DESK-0044").status()).isEqualTo(403);
        assertThat(authorize(api.aResident("DEU").token(), "DESK-0044").status())
                .isEqualTo(403);
        assertThat(api.call("POST", "/v1/device-credentials", null, "{\"device\":\"DESK-0044\"}")
                        .status())
                .isEqualTo(401);
        String elsewhere = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
        assertThat(authorize(elsewhere, "DESK-0044").status()).as("no site").isEqualTo(403);

        String sampler = Api.aPhone("DEU");
        bind(sampler, Role.SAMPLER, site, Duration.ofDays(1));
        String device = authorize(token(sampler), "DESK-0044").text("deviceId");
        assertThat(service.bean(JdbcClient.class)
                        .sql("SELECT detail FROM audit_event WHERE object = :device AND country_code = 'DEU'"
                                + " AND action = 'device.authorized'")
                        .param("device", device)
                        .query(String.class)
                        .list())
                .containsExactly("DESK-0044 at " + site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", "Anna's phone", "desk-1", "A23456789012345678901234567890123"})
    void whatIsPrintedOnADeviceIsNoPlaceForNames(String label) {
        String phone = Api.aPhone("DEU");
        bind(phone, Role.SAMPLER, site, Duration.ofDays(1));
        Answer answer = authorize(token(phone), label);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointer()).isEqualTo("/device");
    }

    private Answer authorize(String token, String label) {
        return api.post("/v1/device-credentials", token, Map.of("device", label));
    }

    private String token(String phone) {
        return api.login("DEU", phone).text("accessToken");
    }

    private void bind(String phone, Role role, SiteId site, Duration time) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "phone",
                phone,
                "name",
                "Alex Probe",
                "role",
                role,
                "country",
                "DEU",
                "site",
                site.toString(),
                "expiresAt",
                clock.instant().plus(time).toString()));
        assertThat(api.post("/internal/staff", TestTokens.service("sampling"), body)
                        .status())
                .isEqualTo(201);
    }
}
