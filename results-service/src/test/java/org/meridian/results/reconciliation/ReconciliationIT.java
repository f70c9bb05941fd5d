package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.reconciliation.FakeCheckin.Mood;
import org.meridian.results.reconciliation.FakeCheckin.Row;
import tools.jackson.databind.JsonNode;

class ReconciliationIT extends ReconciliationFixture {

    private ResidentId tested(String country, String outcome) {
        ResidentId resident = TestTokens.aResident(country);
        result(resident, outcome, Duration.ofHours(5));
        delivered(country);
        return resident;
    }

    private void repairedOnce(String country, Long... figures) {
        log.clear();
        assertThat(figures(reconcile(country))).containsExactly(figures);
        log.assertPruned("results", TestCluster.shared().owner("eu"));
        delivered(country);
        JsonNode again = reconcile(country);
        assertThat(figures(again).subList(1, 5)).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void point5WhereNothingDiffersNothingIsRepaired() {
        for (String outcome : List.of("NEGATIVE", "POSITIVE", "INCONCLUSIVE", "INVALID")) {
            tested("AUT", outcome);
        }
        JsonNode report = reconcile("AUT");
        assertThat(figures(report)).containsExactly(4L, 0L, 0L, 0L, 0L);
        assertThat(report.get("trigger").asString()).isEqualTo("ON_DEMAND");
        assertThat(report.get("country").asString()).isEqualTo("AUT");
        String id = report.get("reconciliationId").asString();
        assertThat(json(get("/v1/reconciliations/" + id, admin))).isEqualTo(report);
    }

    @Test
    void point5ALostEventIsFoundAndToldAgain() {
        tested("BEL", "NEGATIVE");
        CHECKIN_SIDE.is(Mood.LOSES);
        ResidentId lost = tested("BEL", "POSITIVE");
        CHECKIN_SIDE.is(Mood.TAKES);
        assertThat(CHECKIN_SIDE.knows(Topic.RESULTS, lost)).isNull();
        repairedOnce("BEL", 2L, 1L, 0L, 0L, 1L);
        knowsResult(lost, 2, "POSITIVE");
    }

    @Test
    void point5ALostChangeIsFoundAndToldAgain() {
        ResidentId resident = tested("CHE", "NEGATIVE");
        CHECKIN_SIDE.is(Mood.LOSES);
        result(resident, "POSITIVE", Duration.ofHours(1));
        delivered("CHE");
        CHECKIN_SIDE.is(Mood.TAKES);
        repairedOnce("CHE", 1L, 0L, 1L, 0L, 1L);
        knowsResult(resident, 3, "POSITIVE");
    }

    @Test
    void point5AChangedRowIsFoundThoughItsVersionIsRight() {
        ResidentId resident = tested("CZE", "POSITIVE");
        CHECKIN_SIDE.plant(Topic.RESULTS, resident, new Row(1, "tampered--------", "NEGATIVE"));
        repairedOnce("CZE", 1L, 0L, 1L, 0L, 1L);
        knowsResult(resident, 2, "POSITIVE");
    }

    @Test
    void point5ADoubledVersionIsFoundAndTheNextResultIsBelievedAgain() {
        ResidentId resident = tested("DNK", "NEGATIVE");
        Row row = CHECKIN_SIDE.knows(Topic.RESULTS, resident);
        assertThat(row).isNotNull();
        CHECKIN_SIDE.plant(Topic.RESULTS, resident, new Row(40, row.digest(), row.outcome()));
        repairedOnce("DNK", 1L, 0L, 0L, 1L, 1L);
        knowsResult(resident, 41, "NEGATIVE");
        result(resident, "POSITIVE", Duration.ofHours(1));
        delivered("DNK");
        knowsResult(resident, 42, "POSITIVE");
    }

    @Test
    void point5AResultThatNobodyReportedIsTakenBackAndTheFirstRealOneIsBelieved() {
        ResidentId resident = TestTokens.aResident("LVA");
        CHECKIN_SIDE.plant(Topic.RESULTS, resident, new Row(7, "nobody knows why", "POSITIVE"));
        repairedOnce("LVA", 1L, 0L, 0L, 1L, 1L);
        knowsResult(resident, 8, null);
        result(resident, "NEGATIVE", Duration.ofHours(1));
        delivered("LVA");
        knowsResult(resident, 9, "NEGATIVE");
    }

    @Test
    void point5ARowThatIsMissingHereIsMadeAnewFromWhatWasReported() {
        ResidentId resident = tested("FIN", "POSITIVE");
        result(resident, "NEGATIVE", Duration.ofHours(1));
        delivered("FIN");
        assertThat(tamper("DELETE FROM results.latest_result_eu WHERE resident_id = ?", resident.id()))
                .isEqualTo(1);
        repairedOnce("FIN", 1L, 0L, 0L, 1L, 1L);
        knowsResult(resident, 3, "NEGATIVE");
        assertThat(jdbc.sql("SELECT positive_at IS NOT NULL FROM latest_result WHERE country_code = 'FIN'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void point5DosesAreComparedTooWhetherLostWrongOrKnownThereOnly() {
        ResidentId lost = TestTokens.aResident("GRC");
        ResidentId behind = TestTokens.aResident("GRC");
        ResidentId wrong = TestTokens.aResident("GRC");
        ResidentId invented = TestTokens.aResident("GRC");
        dose(lost, 1);
        dose(behind, 1);
        dose(behind, 2);
        dose(wrong, 1);
        CHECKIN_SIDE.plant(Topic.VACCINATIONS, behind, new Row(1, Digest.of(1, "2025-05-01"), null));
        CHECKIN_SIDE.plant(Topic.VACCINATIONS, wrong, new Row(3, Digest.of(3, "2025-05-03"), null));
        CHECKIN_SIDE.plant(Topic.VACCINATIONS, invented, new Row(2, Digest.of(2, "2025-05-02"), null));
        assertThat(figures(reconcile("GRC"))).containsExactly(4L, 1L, 1L, 2L, 4L);
        delivered("GRC");
        assertThat(figures(reconcile("GRC")).subList(1, 5)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(CHECKIN_SIDE.knows(Topic.VACCINATIONS, behind))
                .isEqualTo(new Row(2, Digest.of(2, "2025-05-02"), null));
        assertThat(CHECKIN_SIDE.knows(Topic.VACCINATIONS, wrong))
                .isEqualTo(new Row(1, Digest.of(1, "2025-05-01"), null));
        assertThat(CHECKIN_SIDE.knows(Topic.VACCINATIONS, invented)).isEqualTo(new Row(0, Digest.of(0, null), null));
    }

    private static void dose(ResidentId resident, int dose) {
        tamper("""
                INSERT INTO results.vaccination_eu (id, country_code, resident_id, version, product, dose, given_on,
                                                    recorded_by, recorded_in, recorded_at)
                VALUES (gen_random_uuid(), ?, ?, ?, 'Comirnaty', ?, CAST(? AS date), 'somebody', 'DEU', now())
                """, resident.countryCode(), resident.id(), dose, dose, "2025-05-0" + dose);
    }

    @Test
    void point5AChangeOnItsWayIsNoDifferenceButOneThatWasSetAsideIs() {
        CHECKIN_SIDE.is(Mood.WAITS);
        ResidentId resident = TestTokens.aResident("HRV");
        result(resident, "POSITIVE", Duration.ofHours(2));
        assertThat(figures(reconcile("HRV"))).containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(tamper("UPDATE results.outbox_eu SET set_aside = true WHERE country_code = 'HRV'"))
                .isEqualTo(1);
        CHECKIN_SIDE.is(Mood.TAKES);
        assertThat(figures(reconcile("HRV"))).containsExactly(1L, 1L, 0L, 0L, 1L);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> knowsResult(resident, 2, "POSITIVE"));
    }

    @Test
    void point5TrafficMeanwhileIsNoDifference() throws Exception {
        Random random = new Random(20_260_301);
        List<ResidentId> people = residents("HUN", 30);
        AtomicBoolean going = new AtomicBoolean(true);
        Thread traffic = Thread.ofVirtual().start(() -> {
            while (going.get()) {
                String outcome = random.nextBoolean() ? "NEGATIVE" : "POSITIVE";
                result(people.get(random.nextInt(30)), outcome, Duration.ofMinutes(random.nextInt(9_000)));
            }
        });
        try {
            for (int i = 0; i < 8; i++) {
                assertThat(figures(reconcile("HUN")).subList(1, 5)).containsExactly(0L, 0L, 0L, 0L);
            }
        } finally {
            going.set(false);
            traffic.join();
        }
        delivered("HUN");
        JsonNode end = reconcile("HUN");
        assertThat(figures(end).subList(1, 5)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(end.get("compared").asLong()).isBetween(1L, 30L);
    }

    @Test
    void point5ThousandsAreComparedPageByPageAndToldInAFewEvents() {
        assertThat(tamper("""
                        INSERT INTO results.latest_result_eu (resident_id, country_code, version, outcome, status, method,
                                                              sampled_at, tested_at)
                        SELECT gen_random_uuid(), 'IRL', 5, 'NEGATIVE', 'FINAL', 'SINGLE', now(), now()
                          FROM generate_series(1, 3500)
                        """)).isEqualTo(3_500);
        for (ResidentId only : residents("IRL", 2_500)) {
            CHECKIN_SIDE.plant(Topic.RESULTS, only, new Row(2, "known there only", "NEGATIVE"));
        }
        assertThat(figures(reconcile("IRL"))).containsExactly(6_000L, 3_500L, 0L, 2_500L, 6_000L);
        delivered("IRL");
        assertThat(figures(reconcile("IRL"))).containsExactly(6_000L, 0L, 0L, 0L, 0L);
        assertThat(CHECKIN_SIDE.stub.calls().stream()
                        .filter(call -> call.path().equals("/internal/events")
                                && call.body().contains("IRL-"))
                        .count())
                .isLessThan(30);
    }

    @Test
    void point5WithoutCheckinServiceItIsSaidSoAndTheReportToo() {
        tested("ISL", "NEGATIVE");
        CHECKIN_SIDE.cannotCompare();
        HttpResponse<String> answer = post("/v1/reconciliations", admin, Map.of("country", "ISL"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(jdbc.sql("""
                                SELECT problem FROM reconciliation
                                 WHERE country_code = 'ISL' AND finished_at IS NOT NULL AND cause = 'ON_DEMAND'
                                """).query(String.class).list()).containsExactly("service-unavailable");
    }

    @Test
    void onlyAnAdministratorReconcilesAndOnlyWhereTheRowsAre() {
        String tester = tester("DEU");
        assertThat(post("/v1/reconciliations", tester, Map.of("country", "LUX")).statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/reconciliations", admin, Map.of("country", "USA")).statusCode())
                .isEqualTo(503);
        assertThat(post("/v1/reconciliations", admin, Map.of("country", "XXX")).statusCode())
                .isEqualTo(422);
        assertThat(post("/v1/reconciliations", admin, Map.of()).statusCode()).isEqualTo(400);
        assertThat(get("/v1/reconciliations/LUX-01JD7KZ8Q4TN3WVYB5M6XCH2RE", admin)
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> first =
                post("/v1/reconciliations", admin, Map.of("country", "LUX"), "Idempotency-Key", "once");
        assertThat(first.headers().firstValue("Location")).isPresent();
        HttpResponse<String> again =
                post("/v1/reconciliations", admin, Map.of("country", "LUX"), "Idempotency-Key", "once");
        assertThat(again.body()).isEqualTo(first.body());
    }
}
