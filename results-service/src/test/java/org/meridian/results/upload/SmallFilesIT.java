package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.ResultsFixture;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.sampling.TubeClient.Member;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Single results that come at the same time share a question to sampling-service and a transaction, and nothing else. */
class SmallFilesIT extends ResultsFixture {

    private static final Country DEU = Country.of("DEU");
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @Autowired
    private SmallFiles small;

    @Autowired
    private LabFiles files;

    @Autowired
    private CountryTransactions transactions;

    @Autowired
    private GroupCommits commits;

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
    void manyFilesTakeTheStatementsOfOne() throws InterruptedException {
        sealed("BATCH", 41);
        assertThat(statementsFor(List.of("BATCH-40"))).isEqualTo(7);
        List<String> barcodes =
                IntStream.range(0, 40).mapToObj(i -> "BATCH-" + i).toList();
        assertThat(statementsFor(barcodes)).isEqualTo(7);
        log.assertPruned("results", TestCluster.shared().owner("eu"));
        assertThat(count("tube_result", "BATCH-%")).isEqualTo(41);
    }

    @Test
    void aTransactionThatIsRepeatedCountsTheSame() {
        sealed("REPEATED", 3);
        List<SmallFile> made =
                List.of(prepared("REPEATED-0"), prepared("REPEATED-1"), prepared("REPEATED-2", "REPEATED-1"));
        List<Receipt> before = transactions.write(DEU, () -> small.write(DEU, made));
        List<Receipt> after = transactions.write(DEU, () -> small.write(DEU, made));
        assertThat(after).isEqualTo(before);
        assertThat(before).extracting(Receipt::accepted).containsExactly(1, 1, 1);
        assertThat(before).extracting(Receipt::duplicate).containsExactly(0, 0, 1);
        assertThat(count("tube_result", "REPEATED-%")).isEqualTo(3);
    }

    @Test
    void oneThatCannotBeWrittenFailsAlone() {
        sealed("POISON", 10);
        GroupCommit<SmallFile, Receipt> together = commits.of("small-uploads-of-the-test", small);
        List<CompletableFuture<Receipt>> outcomes = IntStream.range(0, 10)
                .mapToObj(i -> prepared("POISON-" + i))
                .map(file -> file.rows().getFirst().row().barcode().equals("POISON-4") ? poisoned(file) : file)
                .map(file -> later(() -> together.submit(DEU, file)))
                .toList();
        for (int i = 0; i < outcomes.size(); i++) {
            CompletableFuture<Receipt> outcome = outcomes.get(i);
            if (i == 4) {
                assertThatThrownBy(outcome::join).hasRootCauseInstanceOf(SQLException.class);
            } else {
                assertThat(outcome.join().accepted()).isEqualTo(1);
            }
        }
        assertThat(count("tube_result", "POISON-%")).isEqualTo(9);
    }

    /** Its people's samples are of a time that no database knows. */
    private static SmallFile poisoned(SmallFile file) {
        Sampled row = file.rows().getFirst();
        List<Member> members = row.members().stream()
                .map(member -> new Member(
                        member.sampleId(), member.residentId(), Instant.parse("-9999-01-01T00:00:00Z"), null))
                .toList();
        return new SmallFile(
                file.claim(),
                file.by(),
                List.of(new Sampled(row.row(), row.id(), row.origin(), members)),
                file.trace());
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

    private void sealed(String name, int count) {
        IntStream.range(0, count).forEach(i -> SAMPLING.sealed(name + "-" + i, 5, sampled, residents("DEU", 5)));
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

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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

    private static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
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

    private SmallFile prepared(String... barcodes) {
        List<String> rows = new ArrayList<>();
        for (String barcode : barcodes) {
            rows.add(barcode + ",NEGATIVE," + tested + ",,");
        }
        byte[] text = csv(rows.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
        LabFile file = files.read(Format.CSV, new ByteArrayInputStream(text), OptionalInt.empty());
        return small.prepare(file, new Uploader(DEU, "DEU-SOMEBODY", null));
    }

    /** As a writer's thread does it, whose statements are counted. */
    private int statementsFor(List<String> barcodes) throws InterruptedException {
        List<SmallFile> made = barcodes.stream().map(this::prepared).toList();
        log.clear();
        Thread.ofVirtual()
                .name("group-commit-of-the-test")
                .start(() -> transactions.write(DEU, () -> small.write(DEU, made)))
                .join();
        return log.ofRequests().size();
    }
}
