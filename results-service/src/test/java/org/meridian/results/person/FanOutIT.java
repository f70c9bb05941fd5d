package org.meridian.results.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

class FanOutIT extends ResultsFixture {

    @Test
    void aPositivePoolMakesAllTenProvisionalAndASingleTubeDecides() {
        List<ResidentId> ten = residents("DEU", 10);
        SAMPLING.sealed("POOL-10", 10, sampled, ten);
        SAMPLING.sealed("RETEST-0", 1, sampled.plusSeconds(3600), List.of(ten.getFirst()));
        uploadCsv("POOL-10,POSITIVE," + tested + ",,");
        assertThat(latest(ten)).hasSize(10).allSatisfy(result -> {
            assertThat(result.get("outcome").asString()).isEqualTo("POSITIVE");
            assertThat(result.get("status").asString()).isEqualTo("PROVISIONAL");
            assertThat(result.get("method").asString()).isEqualTo("POOLED");
            assertThat(Instant.parse(result.get("sampledAt").asString())).isEqualTo(sampled);
            assertThat(Instant.parse(result.get("testedAt").asString())).isEqualTo(tested);
        });
        uploadCsv("RETEST-0,NEGATIVE," + tested.plusSeconds(60) + ",,");
        assertThat(latest(List.of(ten.getFirst())))
                .extracting(
                        r -> r.get("outcome").asString(),
                        r -> r.get("status").asString(),
                        r -> r.get("method").asString())
                .containsExactly(tuple("NEGATIVE", "FINAL", "SINGLE"));
        await().untilAsserted(() -> assertThat(CHECKIN.payloads(ten.getFirst()))
                .extracting(p -> p.get("version").asLong(), p -> p.get("status").asString())
                .containsExactly(tuple(1L, "PROVISIONAL"), tuple(2L, "FINAL")));
        await().untilAsserted(() -> assertThat(ten)
                .allSatisfy(member -> assertThat(CHECKIN.about(member))
                        .isNotEmpty()
                        .allSatisfy(event -> {
                            assertThat(event.get("type").asString()).isEqualTo("LatestResultChanged");
                            assertThat(event.get("targetCountry").asString()).isEqualTo("DEU");
                        })));
    }

    @Test
    void aResultOfAnOlderSampleThatComesLateDoesNotHideANewerOne() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("LATE-OLD", 1, sampled, one);
        SAMPLING.sealed("LATE-NEW", 1, sampled.plusSeconds(60), one);
        uploadCsv("LATE-NEW,POSITIVE," + tested + ",,");
        uploadCsv("LATE-OLD,NEGATIVE," + tested.plusSeconds(600) + ",,");
        assertThat(latest(one)).extracting(r -> r.get("outcome").asString()).containsExactly("POSITIVE");
        assertThat(mine(one.getFirst()))
                .extracting(r -> r.get("outcome").asString())
                .containsExactly("POSITIVE", "NEGATIVE");
    }

    @Test
    void oneFileWithTwoTubesOfTheSamePersonLeavesTheNewerOne() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("BOTH-OLD", 1, sampled, one);
        SAMPLING.sealed("BOTH-NEW", 1, sampled.plusSeconds(60), one);
        uploadCsv("BOTH-NEW,POSITIVE," + tested + ",,", "BOTH-OLD,NEGATIVE," + tested + ",,");
        assertThat(latest(one)).extracting(r -> r.get("outcome").asString()).containsExactly("POSITIVE");
    }

    @Test
    void anInvalidSpecimenChangesNobody() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("INVALID-1", 1, sampled, one);
        JsonNode receipt = json(uploadCsv("INVALID-1,INVALID," + tested + ",,"));
        assertThat(receipt.get("accepted").asInt()).isOne();
        assertThat(latest(one)).isEmpty();
    }

    @Test
    void aTravellersResultGoesHomeByAnEvent() {
        ResidentId traveller = TestTokens.aResident("USA");
        List<ResidentId> both = List.of(TestTokens.aResident("DEU"), traveller);
        SAMPLING.sealed("TRAVEL-1", 5, sampled, both);
        uploadCsv("TRAVEL-1,NEGATIVE," + tested + ",,");
        await().untilAsserted(() -> assertThat(RESULTS_ABROAD.payloads(traveller))
                .singleElement()
                .satisfies(payload -> {
                    assertThat(payload.get("residentId").asString()).isEqualTo(traveller.toString());
                    assertThat(payload.get("outcome").asString()).isEqualTo("NEGATIVE");
                    assertThat(payload.get("method").asString()).isEqualTo("POOLED");
                }));
        assertThat(latest(both.subList(0, 1))).hasSize(1);
    }

    @Test
    void aResultFromAbroadIsFoldedLikeOneFromHomeHoweverOftenItComes() {
        ResidentId traveller = TestTokens.aResident("DEU");
        String payload = JSON.writeValueAsString(List.of(Map.of(
                "barcode",
                "ABROAD-1",
                "siteId",
                "USA-01JD7KZ8Q4TN3WVYB5M6XCH2RG",
                "resultId",
                "USA-01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                "revision",
                0,
                "sampleId",
                "USA-01JD7KZ8Q4TN3WVYB5M6XCH2RF",
                "residentId",
                traveller.toString(),
                "outcome",
                "POSITIVE",
                "method",
                "SINGLE",
                "sampledAt",
                sampled.toString(),
                "testedAt",
                tested.toString())));
        for (int i = 0; i < 2; i++) {
            // another event each time, as a sender makes them that has lost its memory
            List<Map<String, Object>> events = List.of(Map.of(
                    "id",
                    UUID.randomUUID().toString(),
                    "type",
                    "MemberResulted",
                    "subject",
                    traveller.toString(),
                    "targetCountry",
                    "DEU",
                    "payload",
                    payload));
            HttpResponse<String> answer = post("/internal/events", TestTokens.service("results"), events);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("HANDLED");
        }
        assertThat(latest(List.of(traveller)))
                .extracting(r -> r.get("status").asString())
                .containsExactly("FINAL");
        assertThat(mine(traveller))
                .singleElement()
                .satisfies(r -> assertThat(r.get("resultId").asString()).isEqualTo("USA-01JD7KZ8Q4TN3WVYB5M6XCH2RE"));
        await().untilAsserted(() -> assertThat(CHECKIN.payloads(traveller))
                .extracting(p -> p.get("version").asLong())
                .containsExactly(1L));
    }

    @Test
    void anEventWhoseAnswerIsLostComesAgainWithTheSameIdAndInOrder() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("LOST-1", 1, sampled, one);
        SAMPLING.sealed("LOST-2", 1, sampled.plusSeconds(60), one);
        CHECKIN.loseAnswers();
        uploadCsv("LOST-1,NEGATIVE," + tested + ",,");
        await().until(() -> !CHECKIN.about(one.getFirst()).isEmpty());
        uploadCsv("LOST-2,POSITIVE," + tested + ",,");
        CHECKIN.answer();
        await().atMost(Duration.ofSeconds(60)).until(() -> undelivered().isEmpty());
        List<JsonNode> events = CHECKIN.about(one.getFirst());
        assertThat(events.stream().map(e -> e.get("id").asString()).distinct()).hasSize(2);
        assertThat(events).hasSizeGreaterThan(2);
        List<Long> versions = new ArrayList<>();
        CHECKIN.payloads(one.getFirst())
                .forEach(p -> versions.add(p.get("version").asLong()));
        assertThat(versions).isSorted().endsWith(2L);
    }

    @Test
    void aConsumerThatIsDownCostsAStatementPerBatchNotPerEvent() {
        List<ResidentId> ten = residents("DEU", 10);
        SAMPLING.sealed("OUTAGE-10", 10, sampled, ten);
        CHECKIN.loseAnswers();
        log.clear();
        uploadCsv("OUTAGE-10,NEGATIVE," + tested + ",,");
        await().until(() -> CHECKIN.about(ten.getLast()).size() >= 2);
        CHECKIN.answer();
        await().atMost(Duration.ofSeconds(60)).until(() -> undelivered().isEmpty());
        assertThat(log.statements().stream().filter(s -> s.sql().startsWith("UPDATE outbox")))
                .hasSizeLessThan(10);
    }

    @Test
    void aResidentSeesOwnResultsAndThoseToCome() {
        ResidentId me = TestTokens.aResident("DEU");
        SAMPLING.sealed("MINE-1", 1, sampled, List.of(me));
        SAMPLING.sealed("MINE-2", 1, sampled.plusSeconds(60), List.of(me));
        uploadCsv("MINE-1,NEGATIVE," + tested + ",,");
        HttpResponse<String> answer = get("/v1/me/results", TestTokens.resident(me));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(list(answer))
                .extracting(r -> r.get("outcome").asString(), r -> r.has("resultId"))
                .containsExactly(tuple("PENDING", false), tuple("NEGATIVE", true));
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/v1/me/results", TestTokens.resident(me), "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(mine(TestTokens.aResident("DEU"))).isEmpty();
        assertThat(get("/v1/me/results", tester("DEU")).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutSamplingServiceTheListSaysWhatIsMissing() {
        ResidentId me = TestTokens.aResident("DEU");
        SAMPLING.sealed("HONEST-1", 1, sampled, List.of(me));
        uploadCsv("HONEST-1,NEGATIVE," + tested + ",,");
        SAMPLING.stopAnswering();
        HttpResponse<String> answer = get("/v1/me/results", TestTokens.resident(me));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Meridian-Incomplete")).contains("pending");
        assertThat(list(answer)).hasSize(1);
    }

    @Test
    void theLatestResultsOfManyAreOneStatementOnOnePartition() {
        List<ResidentId> five = residents("DEU", 5);
        SAMPLING.sealed("MANY-1", 5, sampled, five);
        uploadCsv("MANY-1,NEGATIVE," + tested + ",,");
        await().until(() -> undelivered().isEmpty());
        log.clear();
        assertThat(latest(five)).hasSize(5);
        assertThat(log.statements().stream().filter(s -> s.sql().contains("latest_result")))
                .hasSize(1);
        log.assertPruned("results", TestCluster.shared().owner("eu"));
    }

    @Test
    void theLatestResultsAreForServicesAndOneCountry() {
        Map<String, Object> query = Map.of("country", "DEU", "residentIds", List.of());
        assertThat(post("/internal/results/latest", tester("DEU"), query).statusCode())
                .isEqualTo(403);
        String service = TestTokens.service("sharing");
        Map<String, Object> mixed = Map.of(
                "country",
                "DEU",
                "residentIds",
                List.of(TestTokens.aResident("FRA").toString()));
        assertThat(post("/internal/results/latest", service, mixed).statusCode())
                .isEqualTo(400);
    }

    private List<JsonNode> mine(ResidentId resident) {
        return list(get("/v1/me/results", TestTokens.resident(resident))).stream()
                .filter(r -> !r.get("outcome").asString().equals("PENDING"))
                .toList();
    }

    private static List<JsonNode> list(HttpResponse<String> answer) {
        return StreamSupport.stream(json(answer).spliterator(), false).toList();
    }
}
