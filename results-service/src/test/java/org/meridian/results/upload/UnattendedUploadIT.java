package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Point 4: who does not wait for the end of a long file. */
class UnattendedUploadIT extends LongUploadFixture {

    @Test
    void point4WhoDoesNotWaitIsAnsweredAtOnceAndCanWatch() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        tubes().before(() -> join(go));
        String token = tester("DEU");
        HttpResponse<String> accepted =
                upload(token, "text/csv", file("ASYNC", 1_500), "Prefer", "respond-async; wait=1");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        assertThat(json(accepted).get("state").asString()).isEqualTo("RUNNING");
        assertThat(json(accepted).get("total").asInt()).isEqualTo(1_500);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/v1/results/receipts/"
                        + json(accepted).get("receiptId").asString());
        assertThat(json(get(location, token))).isEqualTo(json(accepted));

        HttpResponse<String> full =
                upload(token, "text/csv", file("FULL", 1_500), "Prefer", "return=minimal, respond-async");
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("Retry-After")).isPresent();

        CompletableFuture<HttpResponse<String>> watched =
                CompletableFuture.supplyAsync(() -> get(location + "/events", token));
        go.countDown();
        HttpResponse<String> events = watched.join();
        assertThat(events.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(events.body()).contains("event: done\ndata: {").endsWith("\n\n");
        String last = events.body().substring(events.body().lastIndexOf("data: ") + 6);
        assertThat(JSON.readTree(last).get("accepted").asInt()).isEqualTo(1_500);
        assertCounts(json(get(location, token)), 1_500, 1_500, 0, 0);
        assertThat(get(location + "/events", tester("FRA")).statusCode()).isEqualTo(403);
    }

    @Test
    void point4WorkThatEndedBehindA202GoesOnWhenTheRequestIsRepeatedWithItsKey() {
        tubes().failFrom(10);
        String token = tester("DEU");
        String file = file("AGAIN", 1_500);
        String[] headers = {"Prefer", "respond-async", "Idempotency-Key", "later"};
        HttpResponse<String> first = upload(token, "text/csv", file, headers);
        assertThat(first.statusCode()).isEqualTo(202);
        await().until(() -> mine(token, "INTERRUPTED").size() == 1);
        tubes();
        await().until(
                        () -> { // until the first has given its place back
                            HttpResponse<String> again = upload(token, "text/csv", file, headers);
                            return again.statusCode() == 202 && again.body().equals(first.body());
                        });
        await().until(() -> mine(token, "DONE").size() == 1);
        assertThat(mine(token, "DONE").getFirst().get("accepted").asInt()).isEqualTo(1_500);
        assertThat(mine(token, "")).hasSize(1);
    }

    @Test
    void point4AReceiptThatHasNotChangedIsNotSentAgain() {
        tubes();
        String token = tester("DEU");
        String id = json(upload(token, "text/csv", file("ETAG", 10)))
                .get("receiptId")
                .asString();
        HttpResponse<String> first = get("/v1/results/receipts/" + id, token);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/v1/results/receipts/" + id, token, "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }
}
