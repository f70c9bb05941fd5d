package org.meridian.results.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.ResultsFixture;

/** Issue 3, point 3: corrections at the same moment as others, and as the results that they meet. */
class CorrectionRacesIT extends ResultsFixture {

    private static final int ROUNDS = 25;

    private final String lab = tester("DEU");

    @Test
    void ofTwoCorrectionsAtOnceOneIsTakenAndTheOtherIsToldTheNewest() {
        for (int round = 0; round < ROUNDS; round++) {
            String barcode = "R-TWO-" + round;
            List<ResidentId> two = residents("DEU", 2);
            SAMPLING.sealed(barcode, 10, sampled, two);
            report(barcode + ",INCONCLUSIVE," + tested + ",,");
            String first = newestResult(barcode);
            List<HttpResponse<String>> answers = atOnce(List.of(
                    () -> correct(lab, first, "NEGATIVE"),
                    () -> correct(lab, first, "POSITIVE"),
                    () -> correct(lab, first, "INVALID")));
            List<HttpResponse<String>> taken =
                    answers.stream().filter(a -> a.statusCode() == 201).toList();
            assertThat(taken).hasSize(1);
            String newest = json(taken.getFirst()).get("resultId").asString();
            assertThat(answers)
                    .filteredOn(a -> a.statusCode() != 201)
                    .hasSize(2)
                    .allSatisfy(a -> {
                        assertThat(a.statusCode()).as(a.body()).isEqualTo(409);
                        assertThat(json(a).get("newest").asString()).isEqualTo(newest);
                    });
            assertThat(count("tube_result", barcode)).isEqualTo(2);
            String task = switch (json(taken.getFirst()).get("outcome").asString()) {
                case "NEGATIVE" -> "CANCELLED";
                case "POSITIVE" -> "RETEST POSITIVE OPEN";
                default -> "RESAMPLE INVALID OPEN";
            };
            assertThat(tasksOf(barcode).values()).hasSize(2).containsOnly(task);
        }
    }

    @Test
    void aPoolIsCorrectedWhileItsRetestsAreUploadedAndNothingIsLeftOpenOrForgotten() {
        for (int round = 0; round < ROUNDS; round++) {
            String barcode = "R-MEET-" + round;
            List<ResidentId> three = residents("DEU", 3);
            SAMPLING.sealed(barcode, 10, sampled, three);
            String[] retests = new String[3];
            for (int i = 0; i < 3; i++) {
                SAMPLING.sealed(barcode + "-" + i, 1, sampled.plusSeconds(60), three.subList(i, i + 1));
                retests[i] = barcode + "-" + i + "," + (i == 0 ? "POSITIVE," : "NEGATIVE,") + tested + ",,";
            }
            report(barcode + ",POSITIVE," + tested + ",,");
            String pool = newestResult(barcode);
            boolean needless = round % 2 == 0;
            List<HttpResponse<String>> answers = atOnce(List.of(
                    () -> correct(lab, pool, needless ? "NEGATIVE" : "INCONCLUSIVE"),
                    () -> upload(lab, "text/csv", csv(retests))));
            assertThat(answers.get(0).statusCode()).as(answers.get(0).body()).isEqualTo(201);
            assertThat(json(answers.get(1)).get("accepted").asInt()).isEqualTo(3);
            assertThat(tasksOf(barcode).values())
                    .hasSize(3)
                    .containsOnly(needless ? "CANCELLED" : "RETEST INCONCLUSIVE DONE");
            assertThat(states(three))
                    .containsExactlyInAnyOrder("POSITIVE true false", "NEGATIVE false false", "NEGATIVE false false");
        }
    }

    @Test
    void aRetestIsTakenBackWhileItsPoolIsCorrectedAndTheTaskEndsAsTheLogSays() {
        for (int round = 0; round < ROUNDS; round++) {
            String barcode = "R-BOTH-" + round;
            List<ResidentId> one = residents("DEU", 1);
            SAMPLING.sealed(barcode, 10, sampled, one);
            SAMPLING.sealed(barcode + "-1", 1, sampled.plusSeconds(60), one);
            report(barcode + ",POSITIVE," + tested + ",,");
            report(barcode + "-1,NEGATIVE," + tested + ",,");
            String pool = newestResult(barcode);
            String retest = newestResult(barcode + "-1");
            List<HttpResponse<String>> answers =
                    atOnce(List.of(() -> correct(lab, pool, "INCONCLUSIVE"), () -> correct(lab, retest, "INVALID")));
            assertThat(answers)
                    .allSatisfy(a -> assertThat(a.statusCode()).as(a.body()).isEqualTo(201));
            assertThat(tasksOf(barcode).values()).containsExactly("RETEST INCONCLUSIVE OPEN");
            assertThat(tasksOf(barcode + "-1").values()).containsExactly("RESAMPLE INVALID OPEN");
            assertThat(states(one)).containsExactly("INCONCLUSIVE false true");
        }
    }

    private void report(String row) {
        HttpResponse<String> answer = upload(lab, "text/csv", csv(row));
        assertThat(json(answer).get("accepted").asInt()).as(answer.body()).isOne();
    }

    /** Outcome, whether positive, whether suspected. */
    private List<String> states(List<ResidentId> people) {
        return jdbc.sql("""
                        SELECT outcome || ' ' || (positive_at IS NOT NULL) || ' ' || (suspected_at IS NOT NULL)
                          FROM latest_result
                         WHERE country_code = 'DEU' AND resident_id = ANY(CAST(:people AS uuid[]))
                        """)
                .param("people", people.stream().map(id -> id.id().toString()).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static List<HttpResponse<String>> atOnce(List<Supplier<HttpResponse<String>>> calls) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<HttpResponse<String>>> running = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
