package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.sampling.tube.TubeState;
import tools.jackson.databind.JsonNode;

/** Point 1 of pooled testing: the tube's life, through the running service. */
class TubeLifeIT {

    private static final Desk DESK = Desk.approved("DEU");

    private final Api api = Service.running().api();

    static Stream<Arguments> everyPair() {
        return Arrays.stream(TubeState.values())
                .flatMap(from -> Arrays.stream(TubeState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyPair")
    void point1EveryStepIsMadeExactlyWhereTheTableHasAnEdge(TubeState from, TubeState to) {
        String tube = in(from);
        List<String> before = DESK.states(tube);
        Api.Answer answer = attempt(tube, to);
        // a result tells that the tube was received, too
        boolean byWayOfReceived = from == TubeState.SEALED && to == TubeState.RESULTED;
        boolean again = from == to && to != TubeState.OPEN;
        if (from.leadsTo(to) || byWayOfReceived) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(DESK.show(tube).text("state")).isEqualTo(to.name());
            assertThat(DESK.states(tube)).startsWith(before.toArray(String[]::new));
            assertThat(DESK.states(tube)
                            .subList(before.size(), DESK.states(tube).size()))
                    .containsExactlyElementsOf(byWayOfReceived ? List.of("RECEIVED", "RESULTED") : List.of(to.name()));
        } else {
            assertThat(answer.status()).isEqualTo(again || to == TubeState.RESULTED ? 200 : 409);
            assertThat(DESK.show(tube).text("state")).isEqualTo(from.name());
            assertThat(DESK.states(tube)).isEqualTo(before);
        }
    }

    /** A tube with somebody in it that has come this far. */
    private static String in(TubeState state) {
        String tube = DESK.tube(5);
        DESK.add(tube, TestTokens.aResident("DEU"));
        switch (state) {
            case OPEN -> {}
            case SEALED -> DESK.seal(tube);
            case RECEIVED -> {
                DESK.seal(tube);
                DESK.receive(tube);
            }
            case RESULTED -> {
                DESK.seal(tube);
                Results.deliver("DEU", tube);
            }
            case VOID -> DESK.voidTube(tube, "spilt");
        }
        assertThat(DESK.show(tube).text("state")).isEqualTo(state.name());
        return tube;
    }

    private static Api.Answer attempt(String tube, TubeState state) {
        return switch (state) {
            case OPEN -> DESK.open(tube, 5);
            case SEALED -> DESK.seal(tube);
            case RECEIVED -> DESK.receive(tube);
            case RESULTED -> {
                Results.deliver("DEU", tube);
                yield DESK.show(tube);
            }
            case VOID -> DESK.voidTube(tube, "dropped");
        };
    }

    @Test
    void point1EveryStepSaysWhoWhenByTheDevicesClockAndByOursAndWhy() {
        String tube = DESK.tube(5);
        DESK.add(tube, TestTokens.aResident("DEU"));
        Instant device = Clock.systemUTC()
                .instant()
                .minus(Duration.ofHours(1))
                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        String path = "/v1/tubes/" + tube;
        api.post(path + "/seal", DESK.sampler, Map.of("sealedAt", device.toString()));
        api.post(
                path + "/receive",
                DESK.tester,
                Map.of("receivedAt", device.plusSeconds(1).toString()));
        api.post(
                path + "/void",
                DESK.tester,
                Map.of(
                        "reason",
                        "röhrchen zerbrochen",
                        "voidedAt",
                        device.plusSeconds(2).toString()));
        List<JsonNode> history =
                DESK.show(tube).body().path("history").valueStream().toList();
        assertThat(history)
                .hasSize(4)
                .allMatch(event -> event.path("actor").asString().startsWith("DEU-"));
        assertThat(history)
                .allMatch(event ->
                        Instant.parse(event.path("serverTime").asString()).isAfter(device));
        assertThat(history.subList(1, 4).stream()
                        .map(event -> Instant.parse(event.path("deviceTime").asString())))
                .containsExactly(device, device.plusSeconds(1), device.plusSeconds(2));
        assertThat(history.getLast().path("reason").asString()).isEqualTo("röhrchen zerbrochen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN"})
    void point1TheServiceItselfCannotChangeOrDeleteAnEvent(String country) {
        Desk desk = country.equals("DEU") ? DESK : Desk.approved(country);
        String tube = desk.tube(5);
        for (String change : List.of("UPDATE tube_event SET actor = 'nobody'", "DELETE FROM tube_event")) {
            assertThatThrownBy(() -> Service.running()
                            .jdbc()
                            .sql(change + " WHERE barcode = :tube AND country_code = :country")
                            .param("tube", tube)
                            .param("country", country)
                            .update())
                    .rootCause()
                    .hasMessageContaining("permission denied for table tube_event");
        }
        assertThat(desk.states(tube)).containsExactly("OPEN");
    }

    @Test
    void point1AVoidTubeTellsResultsOnceWhoseSamplesAreLost() {
        String tube = DESK.tube(5);
        ResidentId one = TestTokens.aResident("DEU");
        ResidentId traveller = TestTokens.aResident("TWN");
        String sample = DESK.add(tube, one).text("sampleId");
        DESK.add(tube, traveller);
        Api.Answer first = DESK.voidTube(tube, "spilt");
        Api.Answer again = DESK.voidTube(tube, "another reason");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        await().untilAsserted(() -> assertThat(Results.told("TubeVoided", tube)).hasSize(1));
        JsonNode told = Results.told("TubeVoided", tube).getFirst();
        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder(
                        "barcode", "siteId", "division", "capacity", "reason", "voidedAt", "members");
        assertThat(told.path("siteId").asString()).isEqualTo(DESK.site.toString());
        assertThat(told.path("division").asString()).isEqualTo("DE-BE");
        assertThat(told.path("capacity").asInt()).isEqualTo(5);
        assertThat(told.path("reason").asString()).isEqualTo("spilt");
        assertThat(told.path("members")).hasSize(2);
        assertThat(told.path("members").get(0).propertyNames())
                .containsExactlyInAnyOrder("sampleId", "residentId", "sampledAt");
        assertThat(told.path("members").get(0).path("sampleId").asString()).isEqualTo(sample);
        assertThat(told.path("members").get(1).path("residentId").asString()).isEqualTo(traveller.toString());
        String empty = DESK.tube(1);
        DESK.voidTube(empty, "label torn");
        String last = DESK.tube(1);
        DESK.add(last, one);
        DESK.voidTube(last, "spilt");
        await().untilAsserted(() -> assertThat(Results.told("TubeVoided", last)).hasSize(1));
        assertThat(Results.told("TubeVoided", empty)).as("nobody was in it").isEmpty();
    }

    @Test
    void aSamplerVoidsTheOwnSitesTubesATesterThoseOfTheCountry() {
        String tube = DESK.tube(5);
        Desk other = Desk.approved("DEU");
        Map<String, Object> body = Map.of("reason", "spilt");
        String path = "/v1/tubes/" + tube;
        assertThat(api.post(path + "/void", other.sampler, body).status()).isEqualTo(404);
        assertThat(api.post(path + "/void", DESK.admin, body).status()).isEqualTo(403);
        String abroad = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.TESTER);
        assertThat(api.post(path + "/void", abroad, body).status()).isEqualTo(404);
        assertThat(api.post("/v1/tubes/NO-SUCH-TUBE/void", DESK.sampler, body).status())
                .isEqualTo(404);
        assertThat(api.send("POST", path + "/receive", DESK.sampler, "", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(DESK.states(tube)).containsExactly("OPEN");
        assertThat(api.post(path + "/void", other.tester, body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":\"  \"}", "{\"reason\":\"a\\u0007b\"}", "{\"reason\":7}"
            })
    void aTubeIsNotVoidedWithoutAReasonToRead(String body) {
        String tube = DESK.tube(5);
        Api.Answer answer = api.post("/v1/tubes/" + tube + "/void", DESK.sampler, body);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers()).containsExactly("/reason");
        assertThat(DESK.voidTube(tube, "x".repeat(201)).pointers()).containsExactly("/reason");
        assertThat(DESK.states(tube)).containsExactly("OPEN");
        assertThat(DESK.voidTube(tube, "😷".repeat(200)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"voidedAt", "receivedAt"})
    void aStepIsNotInTheFuture(String field) {
        String tube = in(TubeState.SEALED);
        String path = "/v1/tubes/" + tube + (field.equals("voidedAt") ? "/void" : "/receive");
        Map<String, Object> body = field.equals("voidedAt")
                ? Map.of("reason", "spilt", field, "2999-01-01T00:00:00Z")
                : Map.of(field, "2999-01-01T00:00:00Z");
        assertThat(api.post(path, DESK.tester, body).pointers()).containsExactly("/" + field);
        assertThat(DESK.states(tube)).containsExactly("OPEN", "SEALED");
    }
}
