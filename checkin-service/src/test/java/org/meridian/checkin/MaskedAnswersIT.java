package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Verb;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.MaskedAnswers;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;

/** Point 4: every call of the service, after registration has told it more about people than it should have. */
class MaskedAnswersIT extends OverrideTestBase {

    private final MaskedAnswers answers =
            new MaskedAnswers("checkin", MaskedAnswers.IN_FULL.values(), Set.of("Library", "Library Ltd"));
    private final ResidentId quokka = TestTokens.aResident("DEU");

    @BeforeEach
    void registrationIsTalkative() {
        Map<String, Object> told = new LinkedHashMap<>(MaskedAnswers.IN_FULL);
        told.putAll(Map.of("residentId", quokka.toString(), "name", "Q***", "nationalId", "L01*****YX"));
        REGISTRATION.on("GET", "/internal/residents/" + quokka, call -> Reply.ok(JSON.writeValueAsString(told)));
        deliver(List.of(anEvent(UUID.randomUUID(), "ResidentRegistered", quokka, told)));
        result(quokka, 1, "NEGATIVE", "FINAL", Duration.ofHours(1));
    }

    private Answer get(String path, String token) {
        Answer answer = service().get(path, token);
        answers.saw("GET", path, answer.status(), answer.text());
        return answer;
    }

    private Answer post(String path, String token, Object body) {
        Answer answer = service().post(path, token, body);
        answers.saw("POST", path, answer.status(), answer.text());
        return answer;
    }

    @Test
    void point4PeopleAreMaskedInEveryAnswerOfEveryCall() {
        String resident = TestTokens.resident(quokka);
        String place = post("/v1/places", ownerToken(), library("DEU")).at("/place");
        get("/v1/places/" + place, ownerToken());
        get("/v1/places/" + place + "/qr.svg", ownerToken());
        Map<String, Object> scan = Map.of(
                "clientId", "a",
                "residentCode", TestTokens.code(quokka),
                "checkedInAt", clock.instant().toString());
        post("/v1/places/" + place + "/check-ins/batch", ownerToken(), List.of(scan, MaskedAnswers.IN_FULL));
        assertThat(post("/v1/check-ins", resident, Map.of("place", place)).at("/healthCode/name"))
                .isEqualTo("Q***");
        get("/v1/me/check-ins", resident);
        assertThat(get("/v1/me/health-code", resident).at("/nationalId")).isEqualTo("L01*****YX");
        officers();
        services();
        wrongly(place);
        answers.assertNobodyIsSeen(true);
    }

    private void officers() {
        String path = "/v1/overrides";
        String id = post(path, officer(ada), proposal(quokka, "YELLOW", Duration.ofDays(2)))
                .at("/overrideId");
        get(path, officer(ben));
        get(path + "/" + id, officer(ben));
        post(path + "/" + id + "/decision", officer(ben), Map.of("decision", "APPROVED", "reason", "Seen."));
        post(path + "/" + id + "/end", officer(ada), Map.of("reason", "Settled."));
    }

    private void services() {
        String checkin = TestTokens.service("checkin");
        get("/internal/health-status/" + quokka, checkin);
        String query = "?country=DEU&before=2999-01-01T00:00:00Z&beforeId=" + UUID.randomUUID();
        get("/internal/visits/" + quokka + query, checkin);
        post(
                "/internal/health-status/compare",
                TestTokens.service("results"),
                Map.of("country", "DEU", "topic", "RESULTS", "statuses", List.of()));
    }

    /** Who sends a person's data where they do not belong is told so without them. */
    private void wrongly(String place) {
        AccessTable.MERIDIAN.of("checkin").stream()
                .filter(operation -> operation.verb() == Verb.POST && operation.isPublic())
                .flatMap(operation -> operation.roles().stream().map(role -> Map.entry(operation, role)))
                .forEach(call -> {
                    String path = call.getKey().pattern().replaceAll("\\{\\w+}", place);
                    String token = TestTokens.staff(owner, call.getValue());
                    assertThat(post(path, token, MaskedAnswers.IN_FULL).status())
                            .isBetween(400, 499);
                    assertThat(post(path + "?phone=%2B4915183746509", token, "\"Quokka Zyxwvutina\"")
                                    .status())
                            .isBetween(400, 499);
                });
    }
}
