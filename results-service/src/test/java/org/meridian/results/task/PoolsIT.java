package org.meridian.results.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

/** Issue 3, point 2: pools, retests, invalid specimens. */
class PoolsIT extends ResultsFixture {

    @Test
    void aNegativePoolReleasesAllAndOpensNoTask() {
        List<ResidentId> three = residents("DEU", 3);
        SAMPLING.sealed("P-NEG", 10, sampled, three);
        uploadCsv("P-NEG,NEGATIVE," + tested + ",,");
        assertThat(latest(three))
                .hasSize(3)
                .allSatisfy(r -> assertThat(r.get("status").asString()).isEqualTo("FINAL"));
        assertThat(tasksOf("P-NEG")).isEmpty();
    }

    @Test
    void aPositivePoolOpensARetestTaskForEachAndTheSingleTubeReleasesOrConfirms() {
        List<ResidentId> three = residents("DEU", 3);
        SAMPLING.sealed("P-POS", 10, sampled, three);
        SAMPLING.sealed("P-POS-A", 1, sampled.plusSeconds(3600), three.subList(0, 1));
        SAMPLING.sealed("P-POS-B", 1, sampled.plusSeconds(3600), three.subList(1, 2));
        uploadCsv("P-POS,POSITIVE," + tested + ",,");
        assertThat(tasksOf("P-POS").values()).hasSize(3).containsOnly("RETEST POSITIVE OPEN");
        await().untilAsserted(() ->
                assertThat(three).allSatisfy(one -> assertThat(suspected(one)).isEqualTo(sampled.toString())));
        uploadCsv("P-POS-A,NEGATIVE," + tested + ",,", "P-POS-B,POSITIVE," + tested + ",,");
        assertThat(tasksOf("P-POS"))
                .containsEntry(three.get(0).toString(), "RETEST POSITIVE DONE")
                .containsEntry(three.get(1).toString(), "RETEST POSITIVE DONE")
                .containsEntry(three.get(2).toString(), "RETEST POSITIVE OPEN");
        await().untilAsserted(() -> {
            assertThat(suspected(three.get(0))).isEqualTo("none");
            assertThat(suspected(three.get(1))).isEqualTo("none");
            assertThat(suspected(three.get(2))).isEqualTo(sampled.toString());
            assertThat(positive(three.get(0))).isEqualTo("none");
            assertThat(positive(three.get(1)))
                    .isEqualTo(sampled.plusSeconds(3600).toString());
        });
        List<JsonNode> mine = mine(three.get(0));
        assertThat(mine).hasSize(2);
        assertThat(mine.get(1).get("status").asString()).isEqualTo("PROVISIONAL");
        assertThat(mine.get(1).get("settledBy")).isEqualTo(mine.get(0).get("resultId"));
        assertThat(mine(three.get(2)).getFirst().has("settledBy")).isFalse();
    }

    @Test
    void aLaterNegativePoolReleasesNobodyFromAPositiveOne() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("P-STAY", 10, sampled, one);
        SAMPLING.sealed("P-STAY-2", 10, sampled.plusSeconds(60), one);
        uploadCsv("P-STAY,INCONCLUSIVE," + tested + ",,", "P-STAY-2,NEGATIVE," + tested + ",,");
        assertThat(tasksOf("P-STAY").values()).containsExactly("RETEST INCONCLUSIVE OPEN");
        await().untilAsserted(() -> {
            assertThat(suspected(one.getFirst())).isEqualTo(sampled.toString());
            assertThat(Objects.requireNonNull(code(one.getFirst()))
                            .get("outcome")
                            .asString())
                    .isEqualTo("NEGATIVE");
        });
    }

    @Test
    void anInconclusiveSingleTubeIsTestedAgain() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("P-INC", 1, sampled, one);
        SAMPLING.sealed("P-INC-2", 1, sampled.plusSeconds(60), one);
        uploadCsv("P-INC,INCONCLUSIVE," + tested + ",,");
        assertThat(tasksOf("P-INC").values()).containsExactly("RETEST INCONCLUSIVE OPEN");
        uploadCsv("P-INC-2,POSITIVE," + tested + ",,");
        assertThat(tasksOf("P-INC").values()).containsExactly("RETEST INCONCLUSIVE DONE");
    }

    @Test
    void anInvalidSpecimenOpensAResampleTaskWithoutAColourChangeAndIsPendingUntilTheNewSampleHasAResult() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("P-INV-0", 1, sampled.minusSeconds(60), one);
        SAMPLING.sealed("P-INV", 1, sampled, one);
        SAMPLING.sealed("P-INV-2", 5, sampled.plusSeconds(60), one);
        uploadCsv("P-INV-0,NEGATIVE," + tested + ",,");
        uploadCsv("P-INV,INVALID," + tested + ",,");
        assertThat(tasksOf("P-INV").values()).containsExactly("RESAMPLE INVALID OPEN");
        assertThat(latest(one)).extracting(r -> r.get("outcome").asString()).containsExactly("NEGATIVE");
        await().untilAsserted(() -> assertThat(CHECKIN.payloads(one.getFirst())).hasSize(2));
        assertThat(CHECKIN.payloads(one.getFirst()))
                .allSatisfy(told -> assertThat(told.get("outcome").asString()).isEqualTo("NEGATIVE"))
                .noneSatisfy(told -> assertThat(told.has("suspectedAt")).isTrue());
        assertThat(mine(one.getFirst()))
                .filteredOn(r -> r.get("sampledAt").asString().equals(sampled.toString()))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.get("outcome").asString()).isEqualTo("PENDING");
                    assertThat(r.propertyNames()).containsExactlyInAnyOrder("sampledAt", "outcome");
                });
        uploadCsv("P-INV-2,NEGATIVE," + tested + ",,");
        assertThat(tasksOf("P-INV").values()).containsExactly("RESAMPLE INVALID DONE");
        assertThat(mine(one.getFirst()))
                .extracting(r -> r.get("outcome").asString())
                .containsExactly("NEGATIVE", "NEGATIVE");
    }

    @Test
    void aPoolWhoseResultComesAfterTheRetestsIsSettledAtOnce() {
        List<ResidentId> two = residents("DEU", 2);
        SAMPLING.sealed("P-LATE", 10, sampled, two);
        SAMPLING.sealed("P-LATE-1", 1, sampled.plusSeconds(60), two.subList(0, 1));
        uploadCsv("P-LATE-1,NEGATIVE," + tested + ",,");
        uploadCsv("P-LATE,POSITIVE," + tested.plusSeconds(60) + ",,");
        assertThat(tasksOf("P-LATE"))
                .containsEntry(two.get(0).toString(), "RETEST POSITIVE DONE")
                .containsEntry(two.get(1).toString(), "RETEST POSITIVE OPEN");
        await().untilAsserted(() -> {
            assertThat(suspected(two.get(1))).isEqualTo(sampled.toString());
            assertThat(suspected(two.get(0))).isEqualTo("none");
        });
    }

    @Test
    void aPoolAbroadOpensTasksThereAndTheRetestAtHomeClosesThem() {
        List<ResidentId> traveller = residents("DEU", 1);
        SAMPLING.sealedIn("FRA", "P-ABROAD", 10, sampled, traveller);
        SAMPLING.sealed("P-HOME", 1, sampled.plusSeconds(3600), traveller);
        upload(tester("FRA"), "text/csv", csv("P-ABROAD,POSITIVE," + tested + ",,"));
        assertThat(tasksOf("P-ABROAD").values()).containsExactly("RETEST POSITIVE OPEN");
        await().untilAsserted(() -> assertThat(suspected(traveller.getFirst())).isEqualTo(sampled.toString()));
        uploadCsv("P-HOME,NEGATIVE," + tested + ",,");
        await().untilAsserted(() -> {
            assertThat(tasksOf("P-ABROAD").values()).containsExactly("RETEST POSITIVE DONE");
            assertThat(suspected(traveller.getFirst())).isEqualTo("none");
        });
    }

    @Test
    void aPoolAtHomeOpensTasksThereAndTheRetestAbroadClosesThem() {
        List<ResidentId> traveller = residents("DEU", 1);
        SAMPLING.sealed("P-BEFORE", 10, sampled, traveller);
        SAMPLING.sealedIn("FRA", "P-AWAY", 1, sampled.plusSeconds(3600), traveller);
        uploadCsv("P-BEFORE,POSITIVE," + tested + ",,");
        assertThat(tasksOf("P-BEFORE").values()).containsExactly("RETEST POSITIVE OPEN");
        upload(tester("FRA"), "text/csv", csv("P-AWAY,POSITIVE," + tested + ",,"));
        await().untilAsserted(() -> {
            assertThat(tasksOf("P-BEFORE").values()).containsExactly("RETEST POSITIVE DONE");
            assertThat(positive(traveller.getFirst()))
                    .isEqualTo(sampled.plusSeconds(3600).toString());
        });
    }

    @Test
    void aVoidTubeAsksForNewSamplesAndTakesBackWhatWasReportedAtTheSameMoment() {
        List<ResidentId> two = residents("DEU", 2);
        SAMPLING.sealed("P-VOID", 5, sampled, two.subList(0, 1));
        SAMPLING.sealed("P-VOID-2", 5, sampled, two.subList(1, 2));
        uploadCsv("P-VOID-2,POSITIVE," + tested + ",,");
        for (int i = 0; i < 2; i++) { // another event each time, as a sender makes them that has lost its memory
            tellVoid("P-VOID", "P-VOID-2");
        }
        assertThat(tasksOf("P-VOID").values()).containsExactly("RESAMPLE INVALID OPEN");
        assertThat(tasksOf("P-VOID-2").values()).containsExactly("RESAMPLE INVALID OPEN");
        assertThat(latest(two)).isEmpty();
        assertThat(jdbc.sql("""
                        SELECT barcode || ' ' || revision || ' ' || outcome || ' ' || COALESCE(reason, '')
                          FROM tube_result WHERE country_code = 'DEU' AND barcode LIKE 'P-VOID%'
                         ORDER BY barcode, revision
                        """).query(String.class).list())
                .containsExactly(
                        "P-VOID 0 INVALID VOID: dropped", "P-VOID-2 0 POSITIVE ", "P-VOID-2 1 INVALID VOID: dropped");
        await().untilAsserted(() -> assertThat(suspected(two.get(1))).isEqualTo("none"));
    }

    @Test
    void everyStatementOfRetestsTouchesOnePartition() {
        List<ResidentId> two = residents("DEU", 2);
        SAMPLING.sealed("P-PLAN", 10, sampled, two);
        SAMPLING.sealed("P-PLAN-1", 1, sampled.plusSeconds(60), two.subList(0, 1));
        SAMPLING.sealed("P-PLAN-2", 1, sampled.plusSeconds(60), two.subList(1, 2));
        log.clear();
        uploadCsv("P-PLAN,POSITIVE," + tested + ",,");
        uploadCsv("P-PLAN-1,NEGATIVE," + tested + ",,", "P-PLAN-2,INVALID," + tested + ",,");
        tasksOf("P-PLAN");
        tellVoid("P-PLAN-1");
        mine(two.getFirst());
        await().until(() -> undelivered().isEmpty());
        log.assertPruned("results", TestCluster.shared().owner("eu"));
    }

    private void tellVoid(String... barcodes) {
        List<Map<String, Object>> tubes = List.of(barcodes).stream()
                .map(barcode -> Map.of(
                        "barcode",
                        barcode,
                        "siteId",
                        SAMPLING.site(barcode),
                        "division",
                        "11",
                        "capacity",
                        5,
                        "reason",
                        "dropped",
                        "voidedAt",
                        tested.toString(),
                        "members",
                        SAMPLING.members(barcode)))
                .toList();
        HttpResponse<String> answer = post(
                "/internal/events",
                TestTokens.service("sampling"),
                List.of(Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "type",
                        "TubeVoided",
                        "subject",
                        "DEU/" + barcodes[0],
                        "targetCountry",
                        "DEU",
                        "payload",
                        JSON.writeValueAsString(tubes))));
        assertThat(answer.body()).contains("HANDLED");
    }

    private static String suspected(ResidentId resident) {
        return moment(resident, "suspectedAt");
    }

    private static String positive(ResidentId resident) {
        return moment(resident, "positiveAt");
    }

    private static String moment(ResidentId resident, String name) {
        JsonNode code = code(resident);
        assertThat(code).isNotNull();
        return code.has(name) ? code.get(name).asString() : "none";
    }

    private List<JsonNode> mine(ResidentId resident) {
        JsonNode all = json(get("/v1/me/results", TestTokens.resident(resident)));
        return StreamSupport.stream(all.spliterator(), false)
                .filter(r -> r.has("resultId") || r.get("sampledAt").asString().equals(sampled.toString()))
                .toList();
    }
}
