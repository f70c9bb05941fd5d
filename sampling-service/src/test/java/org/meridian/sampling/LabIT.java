package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a lab's results ask and tell about tubes. */
class LabIT {

    private final Service service = Service.running();
    private final Desk desk = Desk.approved("DEU");

    @BeforeEach
    void forget() {
        service.log().clear();
    }

    private static ResidentId aGerman() {
        return TestTokens.aResident("DEU");
    }

    @Test
    void labsFindTubesAndTheirPeopleByBarcode() {
        String barcode = desk.tube(5);
        ResidentId one = aGerman();
        ResidentId two = TestTokens.aResident("FRA");
        desk.add(barcode, one);
        desk.add(barcode, two);
        String empty = desk.tube(1);
        Api.Answer found = Results.lookUp("DEU", List.of(barcode, empty, "NO-SUCH-TUBE", "not a barcode"));
        assertThat(found.body()).hasSize(2);
        JsonNode tube = named(found, barcode);
        assertThat(tube.path("state").asString()).isEqualTo("OPEN");
        assertThat(tube.path("capacity").asInt()).isEqualTo(5);
        assertThat(tube.path("siteId").asString()).isEqualTo(desk.site.toString());
        assertThat(tube.path("division").asString()).isEqualTo("DE-BE");
        assertThat(members(tube, "residentId")).containsExactly(one.toString(), two.toString());
        assertThat(members(tube, "offline")).containsOnly("false");
        assertThat(named(found, empty).path("members")).isEmpty();
        assertThat(Results.lookUp("DEU", List.of()).text()).isEqualTo("[]");
        assertThat(service.api()
                        .post(
                                "/internal/tubes/lookup",
                                desk.tester,
                                Map.of("country", "DEU", "barcodes", List.of(barcode)))
                        .status())
                .isEqualTo(403);
        service.log().assertPruned("sampling");
    }

    @Test
    void point8ALaboratoryWhoseSiteIsNotApprovedVoidsNobodysTubeAndItsStandingIsTold() {
        String barcode = desk.tube(5);
        desk.add(barcode, aGerman());
        Desk other = Desk.pending("DEU");
        assertThat(standing(other)).isEqualTo("PENDING");
        assertThat(voided(barcode, other).status()).isEqualTo(409);
        other.decide("APPROVED");
        other.decide("SUSPENDED");
        assertThat(standing(other)).isEqualTo("SUSPENDED");
        assertThat(voided(barcode, other).text()).contains("site-not-approved");
        assertThat(desk.show(barcode).body().path("state").asString()).isEqualTo("OPEN");
        other.decide("APPROVED");
        assertThat(voided(barcode, other).status()).isEqualTo(200);
        assertThat(standing("DEU-01ARZ3NDEKTSV4RRFFQ69G5FAV")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "REJECTED", "SUSPENDED"})
    void point8ALaboratoryWhoseSiteIsNotApprovedSeesNoTubeAndReceivesNone(String status) {
        String barcode = desk.tube(5);
        desk.add(barcode, aGerman());
        desk.seal(barcode);
        Desk other = Desk.standing("DEU", status);
        for (String tube : List.of(barcode, "NO-SUCH-TUBE")) {
            notApproved(seen(tube, other.tester));
            notApproved(other.receive(tube));
        }
        assertThat(desk.show(barcode).text("state")).isEqualTo("SEALED");
        assertThat(seen(barcode, desk.tester).status()).isEqualTo(200);
        assertThat(desk.receive(barcode).text("state")).isEqualTo("RECEIVED");
    }

    @Test
    void point8ASamplerOfASuspendedSiteSeesItsTubesNoMoreAndOthersAreStillNotThere() {
        Desk other = Desk.approved("DEU");
        String barcode = other.tube(5);
        other.add(barcode, aGerman());
        other.decide("SUSPENDED");
        notApproved(other.show(barcode));
        assertThat(other.show(desk.tube(5)).status()).isEqualTo(404);
        other.decide("APPROVED");
        assertThat(other.show(barcode).body().path("filled").asInt()).isEqualTo(1);
    }

    private Api.Answer seen(String barcode, String token) {
        return service.api().get("/v1/tubes/" + barcode, token);
    }

    private static void notApproved(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.text()).contains("/problems/site-not-approved").doesNotContain("filled");
    }

    private Api.Answer voided(String barcode, Desk by) {
        return service.api().post("/v1/tubes/" + barcode + "/void", by.tester, Map.of("reason", "broken"));
    }

    private String standing(Desk of) {
        return JsonMapper.shared()
                .readTree(standing(of.site.toString()))
                .path(0)
                .path("status")
                .asString();
    }

    private String standing(String site) {
        return service.api()
                .post("/internal/sites/lookup", TestTokens.service("results"), Map.of("siteId", site))
                .text();
    }

    @Test
    void noSampleIsTakenAfterItWasRecordedWhateverTheDesksClockSays() {
        String barcode = desk.tube(5);
        Instant now = Clock.systemUTC().instant();
        ResidentId ahead = aGerman();
        desk.batch(List.of(item("fast", barcode, ahead, now.plus(Duration.ofMinutes(100)))));
        desk.batch(List.of(item("slow", barcode, aGerman(), now.minus(Duration.ofHours(70)))));
        JsonNode tube = named(Results.lookUp("DEU", List.of(barcode)), barcode);
        assertThat(members(tube, "offline")).containsExactly("true", "true");
        Instant after = Clock.systemUTC().instant();
        List<Instant> taken =
                members(tube, "sampledAt").stream().map(Instant::parse).toList();
        assertThat(taken.getFirst()).isBetween(now.minusSeconds(1), after);
        assertThat(Duration.between(taken.getLast(), now)).isBetween(Duration.ofHours(70), Duration.ofHours(71));
        Api.Answer mine = service.api().get("/v1/me/samples", TestTokens.resident(ahead));
        assertThat(mine.body().get(0).path("sampledAt").asString())
                .isEqualTo(members(tube, "sampledAt").getFirst());
    }

    @Test
    void aThousandTubesAreLookedUpByOneStatementAndResultedByAnother() {
        List<String> tubes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String barcode = desk.tube(1);
            desk.add(barcode, aGerman());
            desk.seal(barcode);
            tubes.add(barcode);
        }
        List<String> wanted = new ArrayList<>(tubes);
        IntStream.range(0, 1_000 - tubes.size()).forEach(i -> wanted.add("NO-SUCH-" + i));
        service.log().clear();
        assertThat(Results.lookUp("DEU", wanted).body()).hasSize(20);
        assertThat(service.log().ofRequests())
                .filteredOn(s -> s.sql().contains("tube") || s.sql().contains("sample"))
                .hasSize(1);
        service.log().clear();
        Results.deliver("DEU", wanted.toArray(String[]::new));
        assertThat(service.log().ofDeliveries())
                .filteredOn(s -> s.sql().contains("tube"))
                .hasSize(1);
        service.log().assertPruned("sampling");
        assertThat(states(Results.lookUp("DEU", wanted))).hasSize(20).containsOnly("RESULTED");
    }

    @Test
    void aResultToldAgainOrWithOthersChangesNothingMore() {
        String sealed = desk.tube(1);
        desk.add(sealed, aGerman());
        desk.seal(sealed);
        String open = desk.tube(1);
        Results.deliver("DEU", sealed, sealed, open, "NO-SUCH-TUBE");
        Results.deliver("DEU", sealed);
        assertThat(desk.states(sealed)).containsExactly("OPEN", "SEALED", "RECEIVED", "RESULTED");
        assertThat(desk.states(open)).containsExactly("OPEN");
        assertThat(desk.show(open).text("state")).isEqualTo("OPEN");
    }

    private static Map<String, String> item(String clientId, String barcode, ResidentId resident, Instant sampledAt) {
        return Map.of(
                "clientId",
                clientId,
                "barcode",
                barcode,
                "residentId",
                resident.toString(),
                "sampledAt",
                sampledAt.toString());
    }

    private static JsonNode named(Api.Answer found, String barcode) {
        return found.body()
                .valueStream()
                .filter(tube -> tube.path("barcode").asString().equals(barcode))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> states(Api.Answer found) {
        return found.body()
                .valueStream()
                .map(tube -> tube.path("state").asString())
                .toList();
    }

    private static List<String> members(JsonNode tube, String field) {
        return StreamSupport.stream(tube.path("members").spliterator(), false)
                .map(member -> member.path(field).asString())
                .toList();
    }
}
