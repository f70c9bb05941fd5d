package org.meridian.results.vaccination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

/** Point 7: vaccinations are recorded, and told to whoever makes the health code. */
class VaccinationIT extends ResultsFixture {

    private final ResidentId erika = REGISTRATION.knows(TestTokens.aResident("DEU"));
    private final String vaccinator = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.VACCINATOR);

    private static Map<String, Object> dose(ResidentId resident, int dose, String product, String givenOn) {
        return new HashMap<>(
                Map.of("residentId", resident.toString(), "product", product, "dose", dose, "givenOn", givenOn));
    }

    @Test
    void point7ADoseIsRecordedShownToItsPersonAndToldToTheHealthCode() {
        log.clear();
        HttpResponse<String> second = post("/v1/vaccinations", vaccinator, dose(erika, 2, "Comirnaty", "2025-06-30"));
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        HttpResponse<String> first = post("/v1/vaccinations", vaccinator, dose(erika, 1, "Comirnaty", "2025-05-01"));
        JsonNode recorded = json(first);
        assertThat(recorded.get("vaccinationId").asString()).startsWith("DEU-");
        assertThat(recorded.get("residentId").asString()).isEqualTo(erika.toString());
        assertThat(recorded.get("dose").asInt()).isOne();
        JsonNode mine = json(get("/v1/me/vaccinations", TestTokens.resident(erika)));
        assertThat(mine.valueStream().map(d -> d.get("givenOn").asString()))
                .containsExactly("2025-05-01", "2025-06-30");
        assertThat(mine.get(0)).isEqualTo(recorded);
        await().untilAsserted(() -> assertThat(told(erika))
                .extracting(
                        p -> p.get("version").asLong(),
                        p -> p.get("doses").asInt(),
                        p -> p.get("lastDoseOn").asString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 1, "2025-06-30"),
                        org.assertj.core.groups.Tuple.tuple(2L, 2, "2025-06-30")));
        log.assertPruned("results");
    }

    @Test
    void point7AVaccinatorOfAnotherCountryMayRecordForATravellerAndIsKept() {
        String abroad = TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.VACCINATOR);
        assertThat(post("/v1/vaccinations", abroad, dose(erika, 1, "Spikevax", "2025-05-01"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(jdbc.sql("SELECT recorded_in FROM vaccination WHERE resident_id = ? AND country_code = 'DEU'")
                        .param(erika.id())
                        .query(String.class)
                        .list())
                .containsExactly("USA");
    }

    @Test
    void point7TheSameDoseTwiceIsAConflictThatNamesWhatIsThere() {
        post("/v1/vaccinations", vaccinator, dose(erika, 1, "Comirnaty", "2025-05-01"));
        HttpResponse<String> same = post("/v1/vaccinations", vaccinator, dose(erika, 1, "Comirnaty", "2025-05-01"));
        HttpResponse<String> other = post("/v1/vaccinations", vaccinator, dose(erika, 1, "Spikevax", "2025-05-02"));
        assertThat(List.of(same, other)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json(answer).get("recorded").get("product").asString()).isEqualTo("Comirnaty");
            assertThat(json(answer).get("recorded").get("givenOn").asString()).isEqualTo("2025-05-01");
        });
        assertThat(json(same).get("detail")).isNotEqualTo(json(other).get("detail"));
        assertThat(jdbc.sql("SELECT payload FROM outbox WHERE country_code = 'DEU' AND type = 'PersonRead'"
                                + " AND payload LIKE ?")
                        .param("%" + erika + "%")
                        .query(String.class)
                        .list())
                .as("each of them showed what is recorded")
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry).contains("\"role\":\"VACCINATOR\"", "VACCINATION"));
        assertThat(json(get("/v1/me/vaccinations", TestTokens.resident(erika)))).hasSize(1);
    }

    @Test
    void point7TheSameKeyGetsTheSameAnswerAndOneEvent() {
        var dose = dose(erika, 1, "Comirnaty", "2025-05-01");
        HttpResponse<String> first = post("/v1/vaccinations", vaccinator, dose, "Idempotency-Key", "dose-" + erika);
        HttpResponse<String> again = post("/v1/vaccinations", vaccinator, dose, "Idempotency-Key", "dose-" + erika);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        post("/v1/vaccinations", vaccinator, dose(erika, 2, "Comirnaty", "2025-05-01"));
        await().untilAsserted(() -> assertThat(told(erika)).hasSize(2)); // the later one is there, so all are
    }

    @Test
    void point7DosesRecordedAtTheSameMomentGetVersionsWithoutGaps() throws Exception {
        List<Callable<Integer>> calls = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> (Callable<Integer>)
                        () -> post("/v1/vaccinations", vaccinator, dose(erika, number, "Comirnaty", "2025-05-01"))
                                .statusCode())
                .toList();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService twelve = Executors.newFixedThreadPool(12)) {
            for (Future<Integer> answer : twelve.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(201);
        await().untilAsserted(() -> assertThat(told(erika))
                .extracting(p -> p.get("version").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 12).boxed().toList()));
        assertThat(told(erika)).allSatisfy(p -> assertThat(p.get("doses")).isEqualTo(p.get("version")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dose    | 0          | /dose
            dose    | 21         | /dose
            givenOn | 1899-12-31 | /givenOn
            givenOn | tomorrow   | /givenOn
            product | ''         | /product
            product | ' Vaxzevria' | /product
            colour  | red        | /colour
            """)
    void point7BadValuesAreRefusedAndPointedAt(String property, String value, String pointer) {
        var body = dose(erika, 1, "Comirnaty", "2025-05-01");
        body.put(property, property.equals("dose") ? Integer.valueOf(value) : value);
        HttpResponse<String> answer = post("/v1/vaccinations", vaccinator, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void point7ADayThatHasNotBegunAnywhereIsRefused() {
        LocalDate latest = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.ofHours(14));
        assertThat(post(
                                "/v1/vaccinations",
                                vaccinator,
                                dose(erika, 1, "X", latest.plusDays(2).toString()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/vaccinations", vaccinator, dose(erika, 1, "X", latest.toString()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void point7WhoIsNotRegisteredIsNotVaccinatedHere() {
        ResidentId nobody = REGISTRATION.doesNotKnow(TestTokens.aResident("DEU"));
        HttpResponse<String> answer = post("/v1/vaccinations", vaccinator, dose(nobody, 1, "X", "2025-05-01"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("pointer").asString()).isEqualTo("/residentId");
    }

    @Test
    void point7OnlyVaccinatorsRecord() {
        assertThat(post("/v1/vaccinations", tester("DEU"), dose(erika, 1, "X", "2025-05-01"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static List<JsonNode> told(ResidentId resident) {
        return CHECKIN.about(resident).stream()
                .filter(event -> event.get("type").asString().equals("VaccinationRecorded"))
                .map(event -> JSON.readTree(event.get("payload").asString()))
                .flatMap(JsonNode::valueStream)
                .toList();
    }
}
