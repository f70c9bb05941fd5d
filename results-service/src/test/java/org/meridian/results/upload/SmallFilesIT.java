package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Single results that come at the same time share a question to sampling-service and a transaction, and nothing else. */
class SmallFilesIT extends SmallFilesFixture {

    @Autowired
    private MeterRegistry meters;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean held = new AtomicBoolean();

    private int lookupsBefore;

    @BeforeEach
    void count() {
        lookupsBefore = allLookups();
    }

    @AfterEach
    void letGo() {
        released.countDown();
    }

    @Test
    void whatIsReportedWhileTubesAreLookedUpIsLookedUpTogetherAndEachGetsItsOwnReceipt() {
        int others = 40;
        sealed("TOGETHER", others + 1);
        holdTheFirstLookup();
        String laboratory = tester("DEU");
        CompletableFuture<HttpResponse<String>> first = later(() -> report(laboratory, "TOGETHER-0"));
        await().until(held::get);
        List<CompletableFuture<HttpResponse<String>>> rest = IntStream.rangeClosed(1, others)
                .mapToObj(i -> later(() -> report(laboratory, "TOGETHER-" + i)))
                .toList();
        CompletableFuture<HttpResponse<String>> unknown = later(() -> report(laboratory, "TOGETHER-NOT"));
        CompletableFuture<HttpResponse<String>> again = later(() -> report(laboratory, "TOGETHER-1"));
        await().until(() -> waiting() == others + 2);
        released.countDown();
        assertThat(counts(first.join())).containsExactly(1, 1, 0, 0);
        Set<String> receipts = new HashSet<>();
        int accepted = 0;
        int duplicates = 0;
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>(rest);
        all.add(again);
        for (CompletableFuture<HttpResponse<String>> one : all) {
            JsonNode receipt = json(one.join());
            assertThat(counts(one.join())).startsWith(1).endsWith(0);
            accepted += receipt.get("accepted").asInt();
            duplicates += receipt.get("duplicate").asInt();
            receipts.add(receipt.get("receiptId").asString());
        }
        assertThat(accepted)
                .as("one of the two about the same tube is its first")
                .isEqualTo(others);
        assertThat(duplicates).isEqualTo(1);
        assertThat(counts(unknown.join())).containsExactly(1, 0, 0, 1);
        assertThat(receipts).hasSize(others + 1);
        assertThat(lookups()).as("the first, and all others together").isEqualTo(2);
        assertThat(jdbc.sql("""
                        SELECT count(DISTINCT (receipt_id, barcode)) FROM tube_result
                         WHERE barcode LIKE 'TOGETHER-%' AND country_code = 'DEU'
                        """).query(Long.class).single()).isEqualTo(others + 1);
        assertThat(jdbc.sql("""
                        SELECT count(DISTINCT trace_id) FROM audit_event
                         WHERE object = ANY(CAST(:receipts AS text[])) AND country_code = 'DEU'
                        """)
                        .param("receipts", receipts.toArray(String[]::new))
                        .query(Long.class)
                        .single())
                .as("an audit entry each, of the request's own trace")
                .isEqualTo(others + 1);
    }

    @Test
    void onlyWhoNeedsAPersonThatALongFileHoldsWaitsForIt() throws InterruptedException {
        sealed("LONG", 7);
        ResidentId person = residents("DEU", 1).getFirst();
        SAMPLING.sealed("LONG-BEFORE", 1, sampled.minusSeconds(60), List.of(person));
        SAMPLING.sealed("LONG-HELD", 1, sampled, List.of(person));
        assertThat(report(tester("DEU"), "LONG-BEFORE").statusCode()).isEqualTo(200);
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Void> longFile = CompletableFuture.runAsync(
                () -> transactions.run(DEU, () -> {
                    jdbc.sql("""
                                    SELECT 1 FROM latest_result
                                     WHERE resident_id = :resident AND country_code = 'DEU' FOR UPDATE
                                    """)
                            .param("resident", person.id())
                            .query(Integer.class)
                            .single();
                    holding.countDown();
                    hold(done);
                }),
                THREADS);
        assertThat(holding.await(10, TimeUnit.SECONDS)).isTrue();
        holdTheFirstLookup();
        CompletableFuture<HttpResponse<String>> first = later(() -> report(tester("DEU"), "LONG-0"));
        await().until(held::get);
        CompletableFuture<HttpResponse<String>> waits = later(() -> report(tester("DEU"), "LONG-HELD"));
        List<CompletableFuture<HttpResponse<String>>> others = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> later(() -> report(tester("DEU"), "LONG-" + i)))
                .toList();
        await().until(() -> waiting() == 7);
        released.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        others.forEach(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        done.countDown();
        longFile.join();
        int status = waits.join().statusCode();
        assertThat(status).as("it came in time, or is told to come again").isIn(200, 503);
        assertThat(report(tester("DEU"), "LONG-HELD").statusCode()).isEqualTo(200);
    }

    @Test
    void whenSamplingServiceDoesNotAnswerAllWhoWaitHearIt() {
        sealed("SILENT", 4);
        holdTheFirstLookup();
        CompletableFuture<HttpResponse<String>> first = later(() -> report(tester("DEU"), "SILENT-0"));
        await().until(held::get);
        List<CompletableFuture<HttpResponse<String>>> others = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> later(() -> report(tester("DEU"), "SILENT-" + i)))
                .toList();
        await().until(() -> waiting() == 3);
        SAMPLING.stopAnswering();
        released.countDown();
        others.forEach(one -> {
            assertThat(one.join().statusCode()).isEqualTo(503);
            assertThat(one.join().headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(first.join().statusCode()).isEqualTo(200);
        SAMPLING.answering(() -> {});
        assertThat(report(tester("DEU"), "SILENT-1").statusCode()).isEqualTo(200);
    }

    private void holdTheFirstLookup() {
        AtomicBoolean one = new AtomicBoolean();
        SAMPLING.answering(() -> {
            if (!one.getAndSet(true)) {
                held.set(true);
                hold(released);
            }
        });
    }

    private double waiting() {
        return meters.get("meridian.lookup.waiting").gauge().value();
    }

    private int lookups() {
        return allLookups() - lookupsBefore;
    }

    private static int allLookups() {
        return (int) SAMPLING.stub().calls().stream()
                .filter(call -> call.path().endsWith("/internal/tubes/lookup"))
                .count();
    }

    private HttpResponse<String> report(String token, String barcode) {
        return upload(
                token,
                "application/json",
                JSON.writeValueAsString(
                        List.of(Map.of("barcode", barcode, "outcome", "NEGATIVE", "testedAt", tested.toString()))));
    }

    private static List<Integer> counts(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return List.of("received", "accepted", "duplicate", "rejected").stream()
                .map(name -> json(answer).get(name).asInt())
                .toList();
    }
}
