package org.meridian.results.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

/** Issue 3, point 3: a correction is a new row, and everything derived follows. */
class CorrectionIT extends ResultsFixture {

    private final String lab = tester("DEU");

    @Test
    void membersTasksHealthCodesAndWhatOthersReadFollowACorrectionAndTheCorrectionOfThat() {
        List<ResidentId> three = residents("DEU", 3);
        SAMPLING.sealed("C-POOL", 10, sampled, three);
        report("C-POOL,NEGATIVE," + tested + ",Alinity m,31");
        String first = newestResult("C-POOL");

        JsonNode correction = corrected(correct(lab, first, "POSITIVE"));
        assertThat(correction.get("corrects").asString()).isEqualTo(first);
        assertThat(correction.get("barcode").asString()).isEqualTo("C-POOL");
        assertThat(correction.get("outcome").asString()).isEqualTo("POSITIVE");
        assertThat(correction.get("revision").asInt()).isOne();
        assertThat(statuses(three)).containsOnly("POSITIVE PROVISIONAL");
        assertThat(tasksOf("C-POOL").values()).hasSize(3).containsOnly("RETEST POSITIVE OPEN");
        await().untilAsserted(() -> assertThat(three)
                .allSatisfy(one ->
                        assertThat(told(one).path("suspectedAt").asString()).isEqualTo(sampled.toString())));

        corrected(correct(lab, correction.get("resultId").asString(), "NEGATIVE"));
        assertThat(statuses(three)).containsOnly("NEGATIVE CORRECTED");
        assertThat(tasksOf("C-POOL").values()).hasSize(3).containsOnly("CANCELLED");
        await().untilAsserted(() -> assertThat(three).allSatisfy(one -> {
            assertThat(told(one).get("version").asLong()).isEqualTo(3);
            assertThat(told(one).path("status").asString()).isEqualTo("CORRECTED");
            assertThat(told(one).has("suspectedAt")).isFalse();
        }));
        JsonNode mine = json(get("/v1/me/results", TestTokens.resident(three.getFirst())));
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).get("status").asString()).isEqualTo("CORRECTED");
        assertThat(mine.get(0).get("resultId").asString()).isEqualTo(newestResult("C-POOL"));
        assertThat(jdbc.sql("""
                        SELECT revision || ' ' || outcome || ' ' || COALESCE(reason, '-') || ' ' || device || ' '
                               || (tested_at = (SELECT min(f.tested_at) FROM tube_result f
                                                 WHERE f.barcode = 'C-POOL' AND f.country_code = 'DEU'))
                          FROM tube_result WHERE barcode = 'C-POOL' AND country_code = 'DEU' ORDER BY revision
                        """).query(String.class).list())
                .containsExactly(
                        "0 NEGATIVE - Alinity m true",
                        "1 POSITIVE Two tubes were mixed up. Alinity m true",
                        "2 NEGATIVE Two tubes were mixed up. Alinity m true");
        await().untilAsserted(() -> assertThat(undelivered()).isEmpty());
        assertThat(SAMPLING.timesResulted("C-POOL")).isOne();
    }

    @Test
    void aCorrectionToInvalidLeavesAPersonWithoutAnyResult() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("C-GONE", 1, sampled, one);
        report("C-GONE,POSITIVE," + tested + ",,");
        corrected(correct(lab, newestResult("C-GONE"), "INVALID"));
        assertThat(latest(one)).isEmpty();
        assertThat(tasksOf("C-GONE").values()).containsExactly("RESAMPLE INVALID OPEN");
        await().untilAsserted(() -> {
            assertThat(told(one.getFirst()).get("version").asLong()).isEqualTo(2);
            assertThat(told(one.getFirst()).propertyNames()).containsExactlyInAnyOrder("residentId", "version");
        });
        JsonNode mine = json(get("/v1/me/results", TestTokens.resident(one.getFirst())));
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).get("outcome").asString()).isEqualTo("PENDING");
    }

    @Test
    void aRetestThatIsTakenBackOpensThePoolsTaskAgain() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("C-BACK", 10, sampled, one);
        SAMPLING.sealed("C-BACK-1", 1, sampled.plusSeconds(60), one);
        report("C-BACK,POSITIVE," + tested + ",,");
        report("C-BACK-1,NEGATIVE," + tested + ",,");
        assertThat(tasksOf("C-BACK").values()).containsExactly("RETEST POSITIVE DONE");
        corrected(correct(lab, newestResult("C-BACK-1"), "INVALID"));
        assertThat(tasksOf("C-BACK").values()).containsExactly("RETEST POSITIVE OPEN");
        assertThat(tasksOf("C-BACK-1").values()).containsExactly("RESAMPLE INVALID OPEN");
        assertThat(statuses(one)).containsExactly("POSITIVE PROVISIONAL");
        corrected(correct(lab, newestResult("C-BACK-1"), "POSITIVE"));
        assertThat(tasksOf("C-BACK").values()).containsExactly("RETEST POSITIVE DONE");
        assertThat(tasksOf("C-BACK-1").values()).containsExactly("CANCELLED");
        assertThat(statuses(one)).containsExactly("POSITIVE CORRECTED");
    }

    @Test
    void aTravellersRetestThatIsCorrectedAtHomeOpensTheTaskAbroadAgain() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealedIn("FRA", "C-FRA", 10, sampled, one);
        SAMPLING.sealed("C-DEU", 1, sampled.plusSeconds(60), one);
        upload(tester("FRA"), "text/csv", csv("C-FRA,POSITIVE," + tested + ",,"));
        report("C-DEU,NEGATIVE," + tested + ",,");
        await().untilAsserted(() -> assertThat(tasksOf("C-FRA").values()).containsExactly("RETEST POSITIVE DONE"));
        corrected(correct(lab, newestResult("C-DEU"), "INCONCLUSIVE"));
        await().untilAsserted(() -> assertThat(tasksOf("C-FRA").values()).containsExactly("RETEST POSITIVE OPEN"));
    }

    @Test
    void onlyTheNewestResultIsCorrectedAndOnlyToAnotherOutcome() {
        SAMPLING.sealed("C-NEW", 1, sampled, residents("DEU", 1));
        report("C-NEW,NEGATIVE," + tested + ",,");
        String first = newestResult("C-NEW");
        assertConflict(correct(lab, first, "NEGATIVE"));
        String second =
                corrected(correct(lab, first, "POSITIVE")).get("resultId").asString();
        HttpResponse<String> late = correct(lab, first, "INVALID");
        assertConflict(late);
        assertThat(json(late).get("newest").asString()).isEqualTo(second);
        assertThat(json(late).get("detail").asString()).contains(second);
        assertThat(count("tube_result", "C-NEW")).isEqualTo(2);
    }

    @Test
    void point1TwoTestersWhoAreBoundToNoSiteAreNotOneLaboratory() {
        String one = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.TESTER);
        String other = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.TESTER);
        SAMPLING.sealed("C-ALONE", 1, sampled, residents("DEU", 1));
        upload(one, "text/csv", csv("C-ALONE,NEGATIVE," + tested + ",,"));
        String result = newestResult("C-ALONE");
        assertThat(correct(other, result, "POSITIVE").statusCode()).isEqualTo(404);
        corrected(correct(one, result, "POSITIVE"));
    }

    @Test
    void onlyTheLaboratoryThatReportedMayCorrectAndOthersDoNotLearnWhetherThereIsAResult() {
        SAMPLING.sealed("C-WHO", 1, sampled, residents("DEU", 1));
        report("C-WHO,NEGATIVE," + tested + ",,");
        String result = newestResult("C-WHO");
        assertThat(correct(tester("DEU"), result, "POSITIVE").statusCode()).isEqualTo(404);
        assertThat(correct(tester("FRA"), result, "POSITIVE").statusCode()).isEqualTo(403);
        assertThat(correct(TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER), result, "POSITIVE")
                        .statusCode())
                .isEqualTo(403);
        assertThat(correct(lab, "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE", "POSITIVE").statusCode())
                .isEqualTo(404);
        assertThat(correct(lab, "nonsense", "POSITIVE").statusCode()).isEqualTo(404);
        assertThat(correct(lab, result, "MAYBE").statusCode()).isEqualTo(400);
        assertThat(post("/v1/results/" + result + "/corrections", lab, Map.of("outcome", "POSITIVE", "reason", " "))
                        .statusCode())
                .isEqualTo(400);
        SAMPLING.stopAnswering();
        assertThat(correct(lab, result, "POSITIVE").statusCode()).isEqualTo(503);
        assertThat(count("tube_result", "C-WHO")).isOne();
    }

    @Test
    void aRepeatedCorrectionWithItsKeyIsMadeOnceAndAnsweredTheSame() {
        SAMPLING.sealed("C-KEY", 1, sampled, residents("DEU", 1));
        report("C-KEY,NEGATIVE," + tested + ",,");
        String result = newestResult("C-KEY");
        HttpResponse<String> first = correct(lab, result, "POSITIVE", "Idempotency-Key", "c1");
        HttpResponse<String> second = correct(lab, result, "POSITIVE", "Idempotency-Key", "c1");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(correct(lab, result, "INVALID", "Idempotency-Key", "c1").statusCode())
                .isEqualTo(422);
        assertThat(count("tube_result", "C-KEY")).isEqualTo(2);
    }

    @Test
    void everyStatementOfACorrectionTouchesOnePartition() {
        SAMPLING.sealed("C-PLAN", 10, sampled, residents("DEU", 2));
        report("C-PLAN,POSITIVE," + tested + ",,");
        String result = newestResult("C-PLAN");
        log.clear();
        corrected(correct(lab, result, "INVALID"));
        corrected(correct(lab, newestResult("C-PLAN"), "NEGATIVE"));
        assertConflict(correct(lab, result, "NEGATIVE"));
        await().untilAsserted(() -> assertThat(undelivered()).isEmpty());
        log.assertPruned("results", TestCluster.shared().owner("eu"));
    }

    private void report(String row) {
        HttpResponse<String> answer = upload(lab, "text/csv", csv(row));
        assertThat(json(answer).get("accepted").asInt()).as(answer.body()).isOne();
    }

    private static JsonNode corrected(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static void assertConflict(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(json(answer).get("type").asString()).endsWith("/conflict");
    }

    private List<String> statuses(List<ResidentId> people) {
        return latest(people).stream()
                .map(r -> r.get("outcome").asString() + " " + r.get("status").asString())
                .toList();
    }

    /** Fails as a check does while nothing was told yet, so that a test can wait for it. */
    private static JsonNode told(ResidentId person) {
        JsonNode code = code(person);
        assertThat(code).isNotNull();
        return code;
    }
}
