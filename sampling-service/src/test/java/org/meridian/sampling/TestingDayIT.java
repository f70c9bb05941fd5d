package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.StatementListener;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;

/** From a site's registration to the resulted tube. */
class TestingDayIT {

    private final Service service = Service.running();
    private final Api api = service.api();

    @BeforeEach
    void forget() {
        service.registration().forget();
        service.log().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEU", "TWN", "USA"})
    void aSiteIsRegisteredApprovedStaffedAndItsTubeFilledSealedAndResulted(String country) {
        service.registration()
                .on(
                        "POST",
                        "/internal/staff",
                        call -> Reply.ok("{\"staffId\":\"" + TestTokens.aStaffAccount(country) + "\"}"));
        Desk desk = Desk.pending(country);
        assertThat(api.get("/v1/sites/" + desk.site, desk.admin).text("status")).isEqualTo("PENDING");
        assertThat(desk.open(Desk.aBarcode(), 10).problem()).isEqualTo("site-not-approved");

        Api.Answer decided = desk.decide("APPROVED");
        assertThat(decided.status()).isEqualTo(200);
        assertThat(decided.text("status")).isEqualTo("APPROVED");
        Api.Answer late = desk.decide("REJECTED");
        assertThat(late.problem()).isEqualTo("already-decided");
        assertThat(late.text())
                .as("a problem has one status, its own")
                .containsOnlyOnce("\"status\"")
                .contains("\"status\":409", "\"state\":\"APPROVED\"");

        Api.Answer staff = api.post("/v1/sites/" + desk.site + "/staff", desk.admin, aSampler());
        assertThat(staff.status()).as(staff.text()).isEqualTo(201);
        assertThat(staff.text("staffId")).startsWith(country + "-");
        assertThat(service.registration().calls().getFirst().body())
                .contains("\"site\":\"" + desk.site + "\"", "\"country\":\"" + country + "\"");

        String barcode = Desk.aBarcode();
        Api.Answer opened = desk.open(barcode, 5);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.text("state")).isEqualTo("OPEN");
        assertThat(opened.headers().firstValue("Location")).contains("/v1/tubes/" + barcode);
        assertThat(desk.open(barcode, 5).problem()).isEqualTo("barcode-taken");

        ResidentId first = TestTokens.aResident(country);
        Api.Answer added = api.post(
                "/v1/tubes/" + barcode + "/samples", desk.sampler, Map.of("residentCode", TestTokens.code(first)));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.text("sampleId")).startsWith(country + "-");
        assertThat(added.body().path("filled").asInt()).isEqualTo(1);
        assertThat(added.body().path("capacity").asInt()).isEqualTo(5);
        assertThat(desk.add(barcode, first).problem()).isEqualTo("already-in-tube");

        assertThat(desk.seal(barcode).text("state")).isEqualTo("SEALED");
        assertThat(desk.seal(barcode).status()).isEqualTo(200);
        assertThat(desk.add(barcode, TestTokens.aResident(country)).problem()).isEqualTo("tube-not-open");

        assertThat(awaiting(first)).singleElement().isEqualTo(barcode);
        Results.deliver(country, barcode);
        Api.Answer resulted = api.get("/v1/tubes/" + barcode, desk.tester);
        assertThat(resulted.text("state")).isEqualTo("RESULTED");
        assertThat(resulted.body()
                        .path("history")
                        .valueStream()
                        .map(event -> event.path("state").asString())
                        .toList())
                .containsExactly("OPEN", "SEALED", "RECEIVED", "RESULTED");
        assertThat(awaiting(first)).isEmpty();
        assertThat(desk.seal(barcode).problem()).isEqualTo("tube-not-open");

        Api.Answer mine = api.get("/v1/me/samples", TestTokens.resident(first));
        assertThat(mine.body()).hasSize(1);
        assertThat(mine.body().get(0).path("tube").asString()).isEqualTo(barcode);
        assertThat(mine.body().get(0).path("siteName").asString()).isEqualTo("Messe");
        service.log().assertPruned("sampling");
    }

    @Test
    void aTravellersSampleLiesWhereItWasTakenAndHomeKnows() {
        Desk desk = Desk.approved("DEU");
        String barcode = desk.tube(5);
        ResidentId traveller = TestTokens.aResident("TWN");
        assertThat(desk.add(barcode, traveller).text("sampleId")).startsWith("DEU-");
        await().untilAsserted(() -> {
            Api.Answer mine = api.get("/v1/me/samples", TestTokens.resident(traveller));
            assertThat(mine.body()).hasSize(1);
            assertThat(mine.body().get(0).path("site").asString()).isEqualTo(desk.site.toString());
        });
        assertThat(awaiting(traveller)).containsExactly(barcode);
        service.log().assertPruned("sampling");
    }

    @Test
    void whatIsReadAgainUnchangedIsNotSentAgain() {
        Desk desk = Desk.approved("DEU");
        String barcode = desk.tube(1);
        String etag = desk.show(barcode).headers().firstValue("ETag").orElseThrow();
        assertThat(api.send("GET", "/v1/tubes/" + barcode, desk.sampler, "", Map.of("If-None-Match", etag))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAgain() {
        Desk desk = Desk.approved("DEU");
        Map<String, String> key = Map.of("Idempotency-Key", "k-" + UUID.randomUUID());
        Map<String, Object> body = Map.of("barcode", Desk.aBarcode(), "capacity", 10);
        String path = "/v1/sites/" + desk.site + "/tubes";
        Api.Answer first = api.post(path, desk.sampler, body, key);
        Api.Answer again = api.post(path, desk.sampler, body, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(api.post(path, desk.sampler, Map.of("barcode", Desk.aBarcode(), "capacity", 10), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void eachSingleWriteIsOneStatement() {
        Desk desk = Desk.approved("DEU");
        String barcode = desk.tube(5);
        List<Runnable> deskWork = List.of(
                () -> desk.open(Desk.aBarcode(), 10),
                () -> desk.add(barcode, TestTokens.aResident("DEU")),
                () -> desk.seal(barcode));
        for (Runnable write : deskWork) {
            assertThat(statementsOf(write)).hasSize(1);
        }
        assertThat(statementsOf(() -> api.post("/v1/sites", desk.admin, Desk.aSite("DEU"))))
                .as("a site, and its entry in the audit trail")
                .hasSize(2)
                .filteredOn(s -> s.sql().contains("audit_event"))
                .hasSize(1);
    }

    private List<StatementListener.Executed> statementsOf(Runnable write) {
        service.log().clear();
        write.run();
        return service.log().ofRequests();
    }

    static Map<String, Object> aSampler() {
        return Map.of("phone", "+4915112345678", "name", "Kim", "role", "SAMPLER", "expiresAt", "2099-01-01T00:00:00Z");
    }

    private List<String> awaiting(ResidentId resident) {
        return api.post(
                        "/internal/samples/open",
                        TestTokens.service("results"),
                        Map.of("residentId", resident.toString()))
                .body()
                .valueStream()
                .map(sample -> sample.path("barcode").asString())
                .toList();
    }
}
