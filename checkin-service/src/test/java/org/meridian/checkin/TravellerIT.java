package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.checkin.healthcode.HealthCode;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.SignedText;
import org.meridian.platform.token.TokenVerifier;
import tools.jackson.databind.json.JsonMapper;

class TravellerIT extends CheckinTestBase {

    private final ResidentId mei = TestTokens.aResident("TWN");

    private void homeAnswers(String outcome) {
        CHECKIN_AP.on(
                "GET",
                "/internal/health-status/" + mei,
                call -> Reply.ok("""
                {"resident":"%s","revision":3,"name":"M***","nationalId":"A1*****",
                 "latest":{"outcome":"%s","status":"FINAL","sampledAt":"%s"}}
                """.formatted(mei, outcome, clock.instant().minus(Duration.ofHours(1)))));
    }

    @Test
    void aTravellersCodeComesFromHomeAndTheRowStaysWhereThePlaceIs() {
        homeAnswers("NEGATIVE");
        Answer answer = checkIn(mei, aPlace());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/checkInId")).startsWith("DEU-");
        assertThat(answer.at("/healthCode/colour")).isEqualTo("GREEN");
        assertThat(answer.at("/healthCode/stale")).isEqualTo("false");
        assertThat(answer.at("/healthCode/name")).isEqualTo("M***");
        assertThat(count("eu", "check_in", "resident_id = ?", mei.id())).isEqualTo(1);
        assertThat(count("ap", "check_in", "resident_id = ?", mei.id())).isZero();
        assertThat(count("eu", "health_status", "resident_id = ?", mei.id())).isZero();
    }

    @Test
    void homeIsToldOfTheVisit() {
        homeAnswers("NEGATIVE");
        CHECKIN_AP.on("POST", "/internal/events", call -> {
            String id = call.body().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            return Reply.ok("[{\"id\":\"" + id + "\",\"outcome\":\"HANDLED\"}]");
        });
        checkIn(mei, aPlace());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(CHECKIN_AP.calls())
                        .anyMatch(call -> call.path().equals("/internal/events")
                                && call.body().contains("VisitedAbroad")
                                && call.body().contains(mei.toString())));
    }

    @Test
    void whileHomeIsDownTheLastSeenIsShownAsStale() {
        homeAnswers("NEGATIVE");
        String place = aPlace();
        Instant before = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        checkIn(mei, place);
        Instant after = clock.instant();
        CHECKIN_AP.forget();
        Answer fresh = checkIn(mei, place);
        assertThat(fresh.at("/healthCode/stale")).isEqualTo("false");
        assertThat(fresh.json().at("/healthCode/signature").isMissingNode()).isTrue();
        clock.forward(Duration.ofMinutes(20));

        Answer answer = checkIn(mei, place);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/healthCode/colour")).isEqualTo("GREEN");
        assertThat(answer.at("/healthCode/stale")).isEqualTo("true");
        Instant generatedAt = Instant.parse(answer.at("/healthCode/generatedAt"));
        assertThat(generatedAt).isBetween(before, after);
        assertThat(isGenuine(answer, mei)).isTrue();
        assertThat(isGenuine(answer, erika)).isFalse();
    }

    /** As a door would check it that knows whose code it is and has the published keys. */
    private static boolean isGenuine(Answer checkIn, ResidentId resident) {
        HealthCode code =
                JsonMapper.builder().build().treeToValue(checkIn.json().at("/healthCode"), HealthCode.class);
        return SignedText.isGenuine(
                new TokenVerifier(TestTokens.keys(), Clock.systemUTC()),
                "checkin",
                HealthCode.PURPOSE,
                code.signedText(resident),
                checkIn.at("/healthCode/signature"));
    }

    @Test
    void whoWasNeverSeenIsYellowAndCheckedInAllTheSame() {
        Answer answer = checkIn(mei, aPlace());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/healthCode/colour")).isEqualTo("YELLOW");
        assertThat(answer.at("/healthCode/reasons/0/rule")).isEqualTo("HOME_UNREACHABLE");
        assertThat(answer.at("/healthCode/stale")).isEqualTo("true");
        assertThat(isGenuine(answer, mei)).isTrue();
        assertThat(count("eu", "check_in", "resident_id = ?", mei.id())).isEqualTo(1);
    }

    @Test
    void aHomeThatHangsHoldsNobodyUpForLong() {
        var release = new java.util.concurrent.CountDownLatch(1);
        CHECKIN_AP.on("GET", "/internal/health-status/" + mei, call -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(503, "{}");
        });
        String place = aPlace();
        long start = System.nanoTime();
        Answer answer = checkIn(mei, place);
        release.countDown();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Duration.ofSeconds(3)); // what any other call may take
    }

    @Test
    void ownVisitsAbroadAreListedToo() {
        event("VisitedAbroad", erika, Map.of("residentId", erika.toString(), "country", "USA"));
        event("VisitedAbroad", erika, Map.of("residentId", erika.toString(), "country", "USA"));
        String atHome = checkIn(erika, aPlace()).at("/checkInId");
        CHECKIN_US.on("GET", "/internal/visits/" + erika, call -> StubService.Reply.ok("""
                [{"checkInId":"USA-01JD7KZ8Q4TN3WVYB5M6XCH2RE","checkedInAt":"2020-01-01T00:00:00Z",
                  "place":{"code":"USA-01JD7KZ8Q4TN3WVYB5M6XCH2RF","name":"Museum"}}]
                """));

        Answer visits = service().get("/v1/me/check-ins", TestTokens.resident(erika));

        assertThat(visits.at("/0/checkInId")).isEqualTo(atHome);
        assertThat(visits.at("/1/place/name")).isEqualTo("Museum");
        assertThat(visits.header("Meridian-Missing-Regions")).isEmpty();
        assertThat(CHECKIN_US.calls()).hasSize(1);
        CHECKIN_US.forget();
        Answer without = service().get("/v1/me/check-ins", TestTokens.resident(erika));
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().size()).isEqualTo(1);
        assertThat(without.header("Meridian-Missing-Regions")).isEqualTo("us");
    }

    @Test
    void visitsAbroadThatAreToldTogetherAreThreeStatementsAndKeptOnceEach() {
        ResidentId otto = TestTokens.aResident("DEU");
        List<Map<String, Object>> visits = Stream.of(erika, otto, erika, erika)
                .map(resident -> Map.<String, Object>of("residentId", resident.toString(), "country", "USA"))
                .map(visit -> anEvent(UUID.randomUUID(), "VisitedAbroad", erika, visit))
                .collect(Collectors.toCollection(ArrayList::new));
        visits.add(anEvent(
                UUID.randomUUID(), "VisitedAbroad", otto, Map.of("residentId", otto.toString(), "country", "TWN")));
        event("VisitedAbroad", otto, Map.of("residentId", otto.toString(), "country", "TWN")); // one is known already
        log.clear();

        Answer answer = deliver(visits);

        assertThat(answer.text()).doesNotContain("REFUSED").doesNotContain("LATER");
        assertThat(ofDeliveries())
                .filteredOn(executed -> executed.sql().contains("visited_country")
                        || executed.sql().contains("erased_resident"))
                .hasSize(3);
        assertThat(count("eu", "visited_country", "resident_id = ?", erika.id()))
                .isEqualTo(1);
        assertThat(count("eu", "visited_country", "resident_id = ?", otto.id())).isEqualTo(2);
    }

    @Test
    void aRegionTellsHomeOfVisitsThere() {
        String id = checkIn(mei, aPlace()).at("/checkInId");
        Answer visits = service()
                .get(
                        "/internal/visits/" + mei + "?country=DEU&before=9999-01-01T00:00:00Z"
                                + "&beforeId=ffffffff-ffff-ffff-ffff-ffffffffffff",
                        TestTokens.service("checkin"));
        assertThat(visits.at("/0/checkInId")).isEqualTo(id);
    }
}
