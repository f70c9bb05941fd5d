package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

class ConsentsIT extends RunningSharing {

    @Test
    void areGivenListedAndRevokedWithEffectOnTheNextReading() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-100");
        neighbours.outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-100"));
        String token = TestTokens.resident(kim);
        log.clear();
        String id = consent(kim, unit).json().path("consentId").asString();
        assertThat(log.ofRequests()).hasSize(3); // the unit, the consent, its entry in the audit trail
        assertThat(members(get(unit.path("/results"), unit.token()))).hasSize(1);
        assertThat(get("/v1/me/consents", token).json().get(0).path("active").asBoolean())
                .isTrue();

        String another = TestTokens.resident(aResident("DEU", "D-OTHER-1"));
        assertThat(call("DELETE", "/v1/me/consents/" + id, another, "").status())
                .isEqualTo(404);
        assertThat(call("DELETE", "/v1/me/consents/" + id, token, "").status()).isEqualTo(204);
        anHourPasses(unit);
        assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        assertThat(get("/v1/me/consents", token).json().get(0).path("active").asBoolean())
                .isFalse();
    }

    @Test
    void thatHaveExpiredOrWereReplacedOpenNothing() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-200");
        neighbours.outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-200"));
        consent(kim, unit);
        consent(kim, unit);
        String unitIs = "unit_id = " + uuid(unit.id());
        assertThat(count("consent", "DEU", unitIs + " AND revoked_at IS NULL")).isEqualTo(1);
        jdbc.sql("UPDATE consent SET expires_on = date '2020-01-01' WHERE country_code = 'DEU' AND " + unitIs)
                .update();
        assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        assertThat(Neighbours.RESULTS.calls()).isEmpty();
    }

    @Test
    void point7OpenNothingBeyondTheirPurposeAndScope() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-210");
        neighbours.outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-210"));
        Answer given = consent(kim, unit); // for safe work
        assertThat(given.json().path("scope").asString()).isEqualTo("LATEST_RESULT");
        assertThat(members(get(unit.path("/results?purpose=marketing"), unit.token())))
                .isEmpty();
        assertThat(Neighbours.RESULTS.calls()).as("nothing was even asked for").isEmpty();
        assertThat(get("/v1/me/access-log", TestTokens.resident(kim)).json()).isEmpty();
        anHourPasses(unit);
        assertThat(members(get(unit.path("/results?purpose=Safe%20work"), unit.token())))
                .hasSize(1);
        anHourPasses(unit);
        jdbc.sql("UPDATE consent SET scope = 'ANOTHER' WHERE country_code = 'DEU' AND unit_id = " + uuid(unit.id()))
                .update();
        assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        Answer refused = call(
                "POST",
                "/v1/me/consents",
                TestTokens.resident(kim),
                "{\"unitId\":\"" + unit.id() + "\",\"purpose\":\"p\",\"expiresOn\":\"" + inAMonth()
                        + "\",\"scope\":\"ALL_RESULTS\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/scope");
    }

    @Test
    void point7ARevocationIsIdempotentAndRespectedByEveryReadingThatBeginsAfterItWasAcknowledged() throws Exception {
        List<AUnit> units =
                Stream.generate(() -> anApprovedUnit("DEU")).limit(12).toList();
        List<ResidentId> people = List.of(aResident("DEU", "D-KIM-220"), aResident("TWN", "T-LIN-220"));
        people.forEach(person -> neighbours.outcomes.put(person, "NEGATIVE"));
        for (AUnit unit : units) {
            putCsv(
                    unit.path("/roster"),
                    unit.token(),
                    "nationalId,type,expiresOn,country\nD-KIM-220,S," + inAMonth() + ",\nT-LIN-220,S," + inAMonth()
                            + ",TWN\n");
        }
        Map<AUnit, AtomicBoolean> revoked = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> racing = new ArrayList<>();
            for (AUnit unit : units) {
                List<String> consents = people.stream()
                        .map(person ->
                                consent(person, unit).json().path("consentId").asString())
                        .toList();
                AtomicBoolean all = new AtomicBoolean();
                revoked.put(unit, all);
                racing.add(threads.submit(() -> {
                    for (int i = 0; i < people.size(); i++) {
                        String path = "/v1/me/consents/" + consents.get(i);
                        for (int twice = 0; twice < 2; twice++) {
                            assertThat(call("DELETE", path, TestTokens.resident(people.get(i)), "")
                                            .status())
                                    .isEqualTo(204);
                        }
                    }
                    all.set(true);
                }));
                racing.add(threads.submit(() -> {
                    boolean before = all.get(); // acknowledged before this reading begins?
                    List<String> read = members(get(unit.path("/results"), unit.token()));
                    assertThat(before && !read.isEmpty()).isFalse();
                }));
            }
            for (Future<?> one : racing) {
                one.get();
            }
        }
        for (AUnit unit : units) {
            assertThat(revoked.get(unit)).isTrue();
            anHourPasses(unit);
            assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        }
    }

    @Test
    void point7EndWithTheirLastDayWhereTheResidentLives() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId west = aResident("ASM", "W-WEST-230"); // eleven hours behind UTC
        ResidentId east = aResident("TON", "E-EAST-230"); // thirteen hours before it: always the next day
        LocalDate lastDay = LocalDate.now(TimeZones.of(west.country()));
        Map<ResidentId, LocalDate> days = Map.of(west, lastDay, east, lastDay);
        StringBuilder csv = new StringBuilder("nationalId,type,expiresOn,country\n");
        days.forEach((resident, day) -> {
            neighbours.outcomes.put(resident, "NEGATIVE");
            consent(resident, unit);
            csv.append(resident.equals(west) ? "W-WEST-230" : "E-EAST-230")
                    .append(",S," + inAMonth() + "," + resident.countryCode() + "\n");
            jdbc.sql("UPDATE consent SET expires_on = date '" + day + "' WHERE country_code = '"
                            + resident.countryCode() + "' AND resident_id = '" + resident.id() + "'")
                    .update();
        });
        putCsv(unit.path("/roster"), unit.token(), csv.toString());
        get(unit.path("/results"), unit.token());
        assertThat(get("/v1/me/access-log", TestTokens.resident(west)).json()).hasSize(1);
        assertThat(get("/v1/me/access-log", TestTokens.resident(east)).json()).isEmpty();
    }

    @Test
    void toNobodyOrForTooLongAreRefused() {
        AUnit unit = anApprovedUnit("USA");
        String token = TestTokens.resident(TestTokens.aResident("DEU"));
        String body = "{\"unitId\":\"%s\",\"purpose\":\"p\",\"expiresOn\":\"%s\"}";
        String unknown = "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE";
        for (String bad : List.of(
                body.formatted(unknown, inAMonth()),
                body.formatted("nonsense", inAMonth()),
                body.formatted(unit.id(), inAMonth().minusMonths(1)),
                body.formatted(unit.id(), inAMonth().plusYears(1)),
                body.formatted(unit.id(), "soon"))) {
            Answer answer = call("POST", "/v1/me/consents", token, bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                    .matches("/unitId|/expiresOn");
        }
        assertThat(get("/v1/me/consents", token).json()).isEmpty();
        assertThat(call("POST", "/v1/me/consents", unit.token(), "{}").status()).isEqualTo(403);
    }
}
