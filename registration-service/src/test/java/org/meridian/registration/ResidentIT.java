package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(LocalClusterExtension.class)
class ResidentIT {

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final TokenVerifier verifier = service.bean(TokenVerifier.class);

    @ParameterizedTest
    @ValueSource(strings = {"DEU", "USA", "TWN", "CHN", "FRA"})
    void somebodyRegistersLogsInAndSeesThemself(String country) throws Exception {
        Person person = api.aResident(country);
        assertThat(person.id()).startsWith(country + "-");
        assertThat(verifier.verify(person.token()).roles()).containsExactly(Role.RESIDENT);

        Answer session = api.login(country, person.phone());
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().get("expiresIn").asInt()).isBetween(3590, 3600);
        assertThat(session.text("refreshToken")).startsWith(country + "-");
        Caller caller = verifier.verify(session.text("accessToken"));
        assertThat(caller.resident()).hasToString(person.id());
        assertThat(caller.home()).isEqualTo(Country.of(country));
        assertThat(caller.staff()).isNull();

        Answer me = api.get("/v1/me", session.text("accessToken"));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("name")).isEqualTo("Kim Beispiel");
        assertThat(me.json().get("nationalId").get("number").asString())
                .startsWith(person.nationalId().replace("-", "").substring(0, 3))
                .contains("***");
        assertThat(me.body()).doesNotContain(person.nationalId()).doesNotContain(person.phone());
        String etag = me.headers().firstValue("ETag").orElseThrow();
        assertThat(api.call("GET", "/v1/me", person.token(), null, "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void checkinIsToldWhoCameAndWhoWent() {
        Person person = api.aResident("DEU");
        awaitEvent("ResidentRegistered", person.id());
        assertThat(api.call("DELETE", "/v1/me", person.token(), null).status()).isEqualTo(204);
        awaitEvent("ResidentErased", person.id());
        assertThat(Service.checkin().calls())
                .noneMatch(call -> call.body().contains("Kim Beispiel"))
                .noneMatch(call -> call.body().contains(person.nationalId()));
    }

    private static void awaitEvent(String type, String resident) {
        await().untilAsserted(() -> assertThat(Service.checkin().calls())
                .extracting(StubService.Call::body)
                .anyMatch(body -> body.contains(type) && body.contains(resident)));
    }

    @Test
    void aRefreshTokenThatComesAgainEndsItsFamily() {
        Person person = api.aResident("TWN");
        String first = api.login("TWN", person.phone()).text("refreshToken");
        Answer renewed = api.post("/v1/token/refresh", null, Map.of("refreshToken", first));
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(api.get("/v1/me", renewed.text("accessToken")).status()).isEqualTo(200);
        String second = renewed.text("refreshToken");
        assertThat(second).isNotEqualTo(first);

        assertThat(api.post("/v1/token/refresh", null, Map.of("refreshToken", first))
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(api.post("/v1/token/refresh", null, Map.of("refreshToken", second))
                        .status())
                .isEqualTo(401);
        assertThat(api.post("/v1/token/refresh", null, Map.of("refreshToken", "nonsense"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theCodeIsSignedByTheHomeRegion() {
        Person person = api.aResident("TWN");
        Answer shown = api.get("/v1/me/code", person.token());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(ResidentCode.verify(
                        shown.text("code"),
                        verifier,
                        country -> TestCluster.shared()
                                .topology()
                                .regionOf(country)
                                .name(),
                        java.time.Instant.parse(shown.text("expiresAt")).minusSeconds(1)))
                .hasValueSatisfying(code -> assertThat(code.resident()).hasToString(person.id()));
        Answer picture = api.get("/v1/me/code.svg", person.token());
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(picture.body()).startsWith("<svg");
    }

    @Test
    void theProfileChangesWhereItMay() {
        Person person = api.aResident("CHN");
        Answer changed = patch(person, "{\"division\":\"110105\",\"birthDate\":\"1990-02-03\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("division")).isEqualTo("110105");
        assertThat(patch(person, "{\"birthDate\":\"1991-02-03\"}").status()).isEqualTo(409);
        assertThat(patch(person, "{\"division\":\"DE-BE\"}").pointer()).isEqualTo("/division");
        assertThat(patch(person, "{\"name\":\"Other\"}").pointer()).isEqualTo("/name");
        assertThat(api.get("/v1/me", person.token()).text("birthDate")).isEqualTo("1990-02-03");
    }

    private Answer patch(Person person, String body) {
        return api.call("PATCH", "/v1/me", person.token(), body);
    }

    @Test
    void erasureLeavesNothingToReadAndFreesTheNationalId() {
        Person person = api.aResident("DEU");
        String refresh = api.login("DEU", person.phone()).text("refreshToken");
        assertThat(api.call("DELETE", "/v1/me", person.token(), null).status()).isEqualTo(204);

        ResidentId id = ResidentId.of(person.id());
        Map<String, Object> row = service.bean(JdbcClient.class)
                .sql("SELECT * FROM resident WHERE id = :id AND country_code = 'DEU'")
                .param("id", id.id())
                .query()
                .singleRow();
        row.keySet().removeAll(java.util.Set.of("id", "country_code", "registered_at", "erased_at", "version"));
        assertThat(row.values()).containsOnlyNulls();
        assertThat(api.get("/v1/me", person.token()).status()).isEqualTo(401);
        assertThat(api.post("/v1/token/refresh", null, Map.of("refreshToken", refresh))
                        .status())
                .isEqualTo(401);
        assertThat(api.login("DEU", person.phone()).problem()).isEqualTo("wrong-code");
        assertThat(api.get("/internal/residents/" + person.id(), TestTokens.service("checkin"))
                        .status())
                .isEqualTo(404);

        Sent again = api.code("DEU", person.phone());
        assertThat(api.post("/v1/residents", null, api.registration(again, "DEU", person.nationalId()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nothingThatNamesSomebodyIsStoredInClear() {
        Person person = api.aResident("USA");
        String row = service.bean(JdbcClient.class)
                .sql("SELECT (r.*)::text || encode(r.name, 'escape') || encode(r.phone, 'escape')"
                        + " FROM resident r WHERE id = :id AND country_code = 'USA'")
                .param("id", ResidentId.of(person.id()).id())
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContain("Kim")
                .doesNotContain(person.phone().substring(1))
                .doesNotContain(person.nationalId().replace("-", ""));
    }
}
