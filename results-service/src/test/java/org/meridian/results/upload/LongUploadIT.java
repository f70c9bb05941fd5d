package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.results.ResultsFixture;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Point 4: long files are taken once, whatever happens on the way. */
class LongUploadIT extends LongUploadFixture {

    @Test
    void point4AFileBelowTheLimitIsTakenAsAWholeOrNotAtAll() {
        tubes().failFrom(8);
        String token = tester("DEU");
        HttpResponse<String> answer = upload(token, "text/csv", file("WHOLE", 1_000));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(count("tube_result", "WHOLE-%")).isZero();
        tubes();
        JsonNode receipt = json(upload(token, "text/csv", file("WHOLE", 1_000)));
        assertCounts(receipt, 1_000, 1_000, 0, 0);
        assertThat(mine(token, "")).as("the interrupted upload went on").hasSize(1);
    }

    @Test
    void point4AFileThatWasInterruptedGoesOnAtItsNextChunkAndReconcilesAsIfItHadBeenOnce() {
        String token = tester("DEU");
        String file = file("RESUME", 2_100).replace("RESUME-7,", "resume-7,").replace("RESUME-2000,", "RESUME-20,");
        tubes().failFrom(14); // four lookups a chunk: in the fourth of six chunks
        HttpResponse<String> cut = upload(token, "text/csv", file);
        assertThat(cut.statusCode()).as(cut.body()).isEqualTo(503);
        long stored = count("tube_result", "RESUME-%");
        assertThat(stored).isIn(799L, 1_199L); // whole chunks, without the bad row

        JsonNode interrupted = mine(token, "INTERRUPTED").getFirst();
        assertThat(interrupted.get("received").asInt()).isEqualTo(stored + 1);
        assertThat(interrupted.get("total").asInt()).isEqualTo(2_100);
        assertThat(json(cut).get("receiptId").asString())
                .isEqualTo(interrupted.get("receiptId").asString());

        tubes();
        JsonNode receipt = json(upload(token, "text/csv", file));
        assertThat(receipt.get("receiptId")).isEqualTo(interrupted.get("receiptId"));
        assertCounts(receipt, 2_100, 2_098, 1, 1);
        assertThat(receipt.get("rejections").get(0).get("line").asInt()).isEqualTo(9);
        assertThat(count("tube_result", "RESUME-%")).isEqualTo(2_098);
        assertThat(json(get("/v1/results/receipts/" + receipt.get("receiptId").asString(), token)))
                .isEqualTo(receipt);
        assertThat(mine(token, "INTERRUPTED")).isEmpty();
        assertCounts(json(upload(token, "text/csv", file)), 2_100, 0, 2_099, 1);
    }

    @Test
    void point4WhatAKilledProcessLeftGoesOnOnlyWhenItsLeaseIsOver() {
        String token = tester("DEU");
        String file = file("KILLED", 1_500);
        tubes().failFrom(10);
        upload(token, "text/csv", file);
        String receipt = mine(token, "INTERRUPTED").getFirst().get("receiptId").asString();
        lease("1 hour", receipt); // as if the process that was killed had just renewed it
        assertThat(mine(token, "RUNNING")).hasSize(1);

        tubes();
        JsonNode second = json(upload(token, "text/csv", file));
        assertThat(second.get("receiptId").asString()).isNotEqualTo(receipt);
        assertThat(second.get("received").asInt()).isEqualTo(1_500);
        assertThat(second.get("duplicate").asInt()).isPositive();
        assertThat(count("tube_result", "KILLED-%")).isEqualTo(1_500);

        lease("-1 second", receipt);
        JsonNode third = json(upload(token, "text/csv", file));
        assertThat(third.get("receiptId").asString()).isEqualTo(receipt);
        assertThat(third.get("received").asInt()).isEqualTo(1_500);
        assertThat(third.get("accepted").asInt() + second.get("accepted").asInt())
                .isEqualTo(1_500);
    }

    @Test
    void point4AnUploadThatAnotherRequestTookOverStoresNothingMore() throws InterruptedException {
        String token = tester("DEU");
        String file = file("STOLEN", 1_500);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(5); // all of the first chunk and more
        tubes().before(() -> {
            asked.countDown();
            if (asked.getCount() == 0) {
                join(taken);
            }
        });
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> upload(token, "text/csv", file));
        asked.await();
        await().until(() -> mine(token, "RUNNING").getFirst().get("received").asInt() == 400);
        jdbc.sql(
                        "UPDATE upload_receipt SET worker = gen_random_uuid() WHERE country_code = 'DEU' AND state = 'RUNNING'")
                .update();
        taken.countDown();
        HttpResponse<String> answer = slow.join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(count("tube_result", "STOLEN-%")).isEqualTo(400);
    }

    @Test
    void point4TheSameFileTwiceAtOnceIsTakenOnceAndBothReceiptsReconcile() {
        tubes();
        String token = tester("DEU");
        String file = file("TWICE-AT-ONCE", 2_000);
        List<JsonNode> receipts = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upload(token, "text/csv", file)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(ResultsFixture::json)
                .toList();
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.path("received").asInt()).as(receipt.toString()).isEqualTo(2_000);
            assertThat(receipt.get("accepted").asInt()
                            + receipt.get("duplicate").asInt()
                            + receipt.get("rejected").asInt())
                    .isEqualTo(2_000);
        });
        assertThat(receipts.stream().mapToInt(r -> r.get("accepted").asInt()).sum())
                .isEqualTo(2_000);
        assertThat(count("tube_result", "TWICE-AT-ONCE-%")).isEqualTo(2_000);
    }

    @Test
    void point4AFileWhoseRowsAreHeldForLongerThanOneStatementWaitsIsWrittenWhenTheyAreFree() throws SQLException {
        tubes();
        String token = tester("DEU");
        CompletableFuture<HttpResponse<String>> waiting;
        try (Connection other = TestCluster.shared().owner("eu").getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE results.tube_result_eu IN SHARE MODE");
            waiting = CompletableFuture.supplyAsync(() -> upload(token, "text/csv", file("HELD", 300)));
            await().until(this::somebodyWaitsAgain);
            other.rollback();
        }
        assertCounts(json(waiting.join()), 300, 300, 0, 0);
    }

    /** In the transaction in which it has waited a second already. */
    private boolean somebodyWaitsAgain() {
        return JdbcClient.create(TestCluster.shared().owner("eu"))
                .sql("""
                        SELECT count(*) > 0 FROM pg_stat_activity
                         WHERE wait_event_type = 'Lock' AND usename = 'results' AND query LIKE '%INSERT INTO tube_result%'
                           AND query_start > xact_start + interval '990 ms'
                        """)
                .query(Boolean.class)
                .single();
    }

    @Test
    void point4ALongFileWithAKeyIsAnsweredByteForByteTheSameAgain() {
        tubes().failFrom(10);
        String token = tester("DEU");
        String file = file("KEYED", 1_500);
        assertThat(upload(token, "text/csv", file, "Idempotency-Key", "long").statusCode())
                .isEqualTo(503);
        tubes();
        HttpResponse<String> first = upload(token, "text/csv", file, "Idempotency-Key", "long");
        assertCounts(json(first), 1_500, 1_500, 0, 0);
        SAMPLING.stopAnswering();
        HttpResponse<String> second = upload(token, "text/csv", file, "Idempotency-Key", "long");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(mine(token, "")).hasSize(1);
    }

    private void lease(String fromNow, String receipt) {
        jdbc.sql("""
                        UPDATE upload_receipt SET lease_until = now() + CAST(:fromNow AS interval)
                         WHERE id = :id AND country_code = 'DEU'
                        """)
                .param("fromNow", fromNow)
                .param("id", org.meridian.results.receipt.ReceiptId.of(receipt).id())
                .update();
    }
}
