package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

class OverrideIT extends OverrideTestBase {

    @Test
    void point8TwoOfficersSetAColourItsSubjectIsToldAndItEndsByItself() {
        Answer proposed = propose(erika, "RED", ada);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String id = proposed.at("/overrideId");
        assertThat(id).startsWith("DEU-");
        assertThat(proposed.header("Location")).isEqualTo("/v1/overrides/" + id);
        assertThat(proposed.at("/state")).isEqualTo("PENDING");
        assertThat(colour(erika)).as("one officer changes nothing").isEqualTo("GREEN");
        String before = code(erika).header("ETag");

        Answer decided = decide(id, "APPROVED", officer(ben));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(decided.at("/state")).isEqualTo("APPROVED");
        Answer code = code(erika);
        assertThat(code.at("/colour")).isEqualTo("RED");
        assertThat(code.json().at("/reasons")).hasSize(1);
        assertThat(code.at("/reasons/0/rule")).isEqualTo("OVERRIDE");
        assertThat(code.at("/reasons/0/text")).contains(decided.at("/endsAt"), "Object at");
        assertThat(code.at("/stale")).isEqualTo("false");
        assertThat(code.header("ETag")).isNotEqualTo(before);
        assertThat(code.text().length()).isLessThanOrEqualTo(1024);
        assertThat(Instant.parse(code.at("/validUntil"))).isBeforeOrEqualTo(Instant.parse(decided.at("/endsAt")));
        assertThat(events("NoticeDue", erika))
                .singleElement()
                .satisfies(notice -> assertThat(notice).contains("OVERRIDE_SET", "RED", "mixed up two samples"));
        assertThat(audited(id)).containsExactly("override.proposed", "override.approved");

        String place = aPlace();
        clock.forward(Duration.ofSeconds(31));
        log.clear();
        assertThat(checkIn(erika, place).at("/healthCode/colour")).isEqualTo("RED");
        clock.forward(Duration.ofDays(2));
        assertThat(colour(erika)).as("without waiting for anything").isEqualTo("GREEN");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(audited(id)).endsWith("override.expired"));
        assertThat(events("NoticeDue", erika)).hasSize(2).last().asString().contains("OVERRIDE_ENDED", "EXPIRED");
        assertThat(service().get("/v1/overrides/" + id, officer(ada)).at("/state"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void point8WhoeverProposedDoesNotDecideNorTheSubjectNorAForeigner() {
        String id = propose(erika, "YELLOW", ada).at("/overrideId");
        for (String token : List.of(
                officer(ada),
                officer(ada, Role.HEALTH_OFFICER, Role.ADMIN, Role.AUDITOR),
                officerWhoIs(TestTokens.aResident("DEU"), ada), // the same phone, as staff and as resident
                officerWhoIs(erika, ben),
                officer(TestTokens.aStaffAccount("FRA")))) {
            Answer refused = decide(id, "APPROVED", token);
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(decide(id, "REJECTED", token).status()).isEqualTo(403);
        }
        assertThat(colour(erika)).isEqualTo("GREEN");
        Map<String, Object> body = proposal(erika, "GREEN", Duration.ofHours(2));
        assertThat(service()
                        .post("/v1/overrides", officerWhoIs(erika, ben), body)
                        .status())
                .as("for oneself")
                .isEqualTo(403);
        assertThat(service()
                        .post("/v1/overrides", officer(TestTokens.aStaffAccount("TWN")), body)
                        .status())
                .as("for another country's")
                .isEqualTo(403);
        assertThat(decide(id, "REJECTED", officer(ben)).at("/state")).isEqualTo("REJECTED");
        Answer again = decide(id, "APPROVED", officer(TestTokens.aStaffAccount("DEU")));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/state")).isEqualTo("REJECTED");
        assertThat(colour(erika)).isEqualTo("GREEN");
        assertThat(events("NoticeDue", erika)).isEmpty();
    }

    @Test
    void point8WhoHasBecomeTheSubjectSinceTheTokenWasMadeDoesNothingEither() {
        String pending = propose(erika, "YELLOW", ada).at("/overrideId");
        nobodyIs(erika, ben);
        assertThat(propose(erika, "GREEN", ben).status()).isEqualTo(403);
        assertThat(decide(pending, "APPROVED", officer(ben)).status()).isEqualTo(403);
        assertThat(colour(erika)).isEqualTo("GREEN");
        StaffId carl = TestTokens.aStaffAccount("DEU");
        assertThat(decide(pending, "APPROVED", officer(carl)).status()).isEqualTo(200);
        for (StaffId officer : List.of(ada, ben)) {
            end(pending, officer(officer));
        }
        assertThat(colour(erika)).as("ended by one officer and the subject").isEqualTo("YELLOW");
        REGISTRATION.on("POST", "/internal/residents/same-person", call -> new StubService.Reply(503, "{}"));
        assertThat(end(pending, officer(carl)).status()).as("nobody can say").isEqualTo(503);
    }

    @Test
    void point8AlsoTheDatabaseRefusesOnePersonWhoDoesBoth() {
        String id = propose(erika, "RED", ada).at("/overrideId");
        String pending = " WHERE country_code = 'DEU' AND state = 'PENDING' AND proposed_by = '" + ada.id() + "'";
        for (String change : List.of(
                "state = 'APPROVED', decided_by = proposed_by",
                "state = 'APPROVED'",
                "state = 'ENDED', decided_by = '" + ben.id() + "', end_asked_by = '" + ada.id() + "', ended_by = '"
                        + ada.id() + "'",
                "state = 'ENDED', decided_by = '" + ben.id() + "'")) {
            assertThatThrownBy(() -> jdbc.sql("UPDATE health_override SET " + change + pending)
                            .update())
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("check constraint");
        }
        assertThat(service().get("/v1/overrides/" + id, officer(ben)).at("/state"))
                .isEqualTo("PENDING");
    }

    @Test
    void point8OfTwentyDecisionsAtOnceOneIsTaken() throws Exception {
        String id = propose(erika, "RED", ada).at("/overrideId");
        List<Integer> statuses = together(
                20,
                i -> decide(id, i % 2 == 0 ? "APPROVED" : "REJECTED", officer(TestTokens.aStaffAccount("DEU")))
                        .status());
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(events("NoticeDue", erika)).hasSizeLessThanOrEqualTo(1);
        String state = service().get("/v1/overrides/" + id, officer(ben)).at("/state");
        assertThat(colour(erika)).isEqualTo(state.equals("APPROVED") ? "RED" : "GREEN");
    }

    @Test
    void point8OneOverrideAPersonAlsoWhenTwoAreDecidedAtOnce() throws Exception {
        List<String> proposed = IntStream.range(0, 6)
                .mapToObj(
                        i -> propose(erika, i % 2 == 0 ? "RED" : "YELLOW", ada).at("/overrideId"))
                .toList();
        List<Integer> statuses = together(
                6, i -> decide(proposed.get(i), "APPROVED", officer(ben)).status());
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(propose(erika, "GREEN", ben).status()).isEqualTo(409);
        assertThat(events("NoticeDue", erika)).hasSize(1);
    }

    @Test
    void point8WhatNobodyDecidesLapses() {
        String id = propose(erika, "RED", ada).at("/overrideId");
        clock.forward(Duration.ofHours(24).plusSeconds(1));
        Answer late = decide(id, "APPROVED", officer(ben));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/state")).isEqualTo("LAPSED");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(audited(id)).containsExactly("override.proposed", "override.lapsed"));
        assertThat(colour(erika)).isEqualTo("GREEN");
    }

    @Test
    void point8EndingEarlyTakesTwoAsWell() {
        String id = anOverride(erika, "RED");
        assertThat(end(id, officer(ada)).status()).isEqualTo(202);
        assertThat(end(id, officer(ada)).status()).as("the same officer again").isEqualTo(202);
        assertThat(end(id, officerWhoIs(erika, TestTokens.aStaffAccount("DEU"))).status())
                .isEqualTo(403);
        assertThat(colour(erika)).as("one officer changes nothing").isEqualTo("RED");
        clock.forward(Duration.ofHours(24).plusSeconds(1)); // the wish is too old
        assertThat(end(id, officer(ben)).status()).isEqualTo(202);
        assertThat(colour(erika)).isEqualTo("RED");
        Answer ended = end(id, officer(ada));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.at("/state")).isEqualTo("ENDED");
        assertThat(colour(erika)).isEqualTo("GREEN");
        assertThat(events("NoticeDue", erika)).hasSize(2).last().asString().contains("OVERRIDE_ENDED", "ENDED");
        assertThat(end(id, officer(ben)).status()).isEqualTo(409);
        assertThat(audited(id)).contains("override.end-asked").endsWith("override.ended");
        assertThat(propose(erika, "YELLOW", ben).status()).isEqualTo(201);
    }

    @Test
    void point8ResultsChangeNothingWhileItStandsAndWhatTheyChangedShowsAfterwards() {
        String id = anOverride(erika, "GREEN");
        result(erika, 2, "POSITIVE", "FINAL", Duration.ofMinutes(1));
        assertThat(colour(erika)).isEqualTo("GREEN");
        end(id, officer(ada));
        end(id, officer(ben));
        assertThat(colour(erika)).isEqualTo("RED");
    }

    @Test
    void point7OfficersReadingsAreToldToTheSubjects() {
        String id = anOverride(erika, "YELLOW");
        int decided = events("PersonRead", erika).size();
        assertThat(decided).isEqualTo(1);
        assertThat(service().get("/v1/overrides/" + id, officer(ben)).at("/evidence/sha256"))
                .isEqualTo(SHA256);
        Answer list = service().get("/v1/overrides?state=APPROVED", officer(ben));
        assertThat(list.text()).contains(id);
        assertThat(events("PersonRead", erika))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry)
                        .contains(ben.toString(), "HEALTH_OFFICER", "\"what\":\"OVERRIDE\"", "Health officers of DEU"));
        StaffId french = TestTokens.aStaffAccount("FRA");
        assertThat(service().get("/v1/overrides/" + id, officer(french)).status())
                .isEqualTo(403);
        assertThat(service().get("/v1/overrides", officer(french)).json()).isEmpty();
        assertThat(events("PersonRead", erika)).hasSize(3);
    }

    @Test
    void point8BadProposalsAreRefusedAndNamed() {
        ResidentId nobody = TestTokens.aResident("DEU");
        Map<String, Map<String, Object>> bad = Map.of(
                "/endsAt", proposal(erika, "RED", Duration.ofDays(15)),
                "/residentId", proposal(nobody, "RED", Duration.ofDays(1)),
                "/colour", proposal(erika, "BLUE", Duration.ofDays(1)));
        REGISTRATION.on(
                "GET",
                "/internal/residents/" + nobody,
                call -> new StubService.Reply(404, "{\"type\":\"/problems/not-found\",\"status\":404,\"title\":\"\"}"));
        bad.forEach((pointer, body) -> {
            Answer answer = service().post("/v1/overrides", officer(ada), body);
            assertThat(answer.status()).as(pointer).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
        });
        Map<String, Object> without = proposal(erika, "RED", Duration.ofDays(1));
        without.remove("evidence");
        assertThat(service().post("/v1/overrides", officer(ada), without).at("/errors/0/pointer"))
                .isEqualTo("/evidence");
        assertThat(service()
                        .post("/v1/overrides", officer(ada), proposal(erika, "RED", Duration.ofDays(-1)))
                        .at("/errors/0/pointer"))
                .isEqualTo("/endsAt");
        assertThat(decide("DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE", "APPROVED", officer(ada))
                        .status())
                .isEqualTo(404);
    }

    private static List<Integer> together(int many, java.util.function.IntFunction<Integer> what) throws Exception {
        List<Integer> statuses = Collections.synchronizedList(new java.util.ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> racing = IntStream.range(0, many)
                    .mapToObj(i -> threads.submit(() -> statuses.add(what.apply(i))))
                    .toList();
            for (Future<?> one : racing) {
                one.get();
            }
        }
        return statuses;
    }
}
