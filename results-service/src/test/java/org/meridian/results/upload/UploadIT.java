package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class UploadIT extends ResultsFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|F-CSV|barcode,outcome,testedAt~F-CSV,NEGATIVE,%s~",
                "text/csv;charset=utf-8|F-CSV8|barcode,outcome,testedAt~F-CSV8,NEGATIVE,%s~",
                "application/json|F-JSON|[{\"barcode\":\"F-JSON\",\"outcome\":\"NEGATIVE\",\"testedAt\":\"%s\"}]",
                "application/x-ndjson|F-NDJSON|{\"barcode\":\"F-NDJSON\",\"outcome\":\"NEGATIVE\",\"testedAt\":\"%s\"}"
            })
    void eachFormatIsTakenAndItsReceiptCanBeReadAgain(String type, String barcode, String body) {
        SAMPLING.sealed(barcode, 1, sampled, residents("DEU", 1));
        String text = body.replace("~", "\n").formatted(tested);
        String token = tester("DEU");
        HttpResponse<String> answer = upload(token, type, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertCounts(json(answer), 1, 1, 0, 0);
        assertThat(json(answer).get("sha256").asString()).matches("[0-9a-f]{64}");
        String id = json(answer).get("receiptId").asString();
        HttpResponse<String> again = get("/v1/results/receipts/" + id, token);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(answer));
        assertThat(get("/v1/results/receipts/" + id, tester("FRA")).statusCode())
                .isEqualTo(403);
        String anotherLaboratory = tester("DEU");
        assertThat(get("/v1/results/receipts/" + id, anotherLaboratory).statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/results/receipts/" + id + "/events", anotherLaboratory)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/results/receipts/DEU-nonsense", tester("DEU")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyRowIsAccountedForWithItsLine() {
        SAMPLING.sealed("MIX-GOOD", 1, sampled, residents("DEU", 1));
        SAMPLING.tube("MIX-OPEN", "OPEN", 1, sampled, residents("DEU", 1));
        SAMPLING.tube("MIX-VOID", "VOID", 1, sampled, residents("DEU", 1));
        SAMPLING.sealed("MIX-EARLY", 1, tested.plusSeconds(6), residents("DEU", 1));
        SAMPLING.sealed("MIX-TWICE", 1, sampled, residents("DEU", 1));
        JsonNode receipt = json(uploadCsv(
                "MIX-GOOD,NEGATIVE," + tested + ",,",
                "MIX-OPEN,NEGATIVE," + tested + ",,",
                "MIX-VOID,NEGATIVE," + tested + ",,",
                "MIX-EARLY,NEGATIVE," + tested + ",,",
                "MIX-NOBODY,NEGATIVE," + tested + ",,",
                "mix-form,NEGATIVE," + tested + ",,",
                "MIX-GOOD,NEGATIVE," + tested + ",,",
                "MIX-TWICE,NEGATIVE," + tested + ",,",
                "MIX-TWICE,POSITIVE," + tested + ",,",
                "MIX-CT,NEGATIVE," + tested + ",,51"));
        assertCounts(receipt, 10, 2, 1, 7);
        assertThat(StreamSupport.stream(receipt.get("rejections").spliterator(), false))
                .extracting(
                        r -> r.get("line").asInt(),
                        r -> r.get("reason").asString().split(":")[0])
                .containsExactly(
                        tuple(3, "barcode"),
                        tuple(4, "barcode"),
                        tuple(5, "testedAt"),
                        tuple(6, "barcode"),
                        tuple(7, "barcode"),
                        tuple(10, "barcode"),
                        tuple(11, "ct"));
        assertThat(receipt.get("rejections").get(5).get("reason").asString()).contains("use a correction");
        assertThat(receipt.get("rejectionsTruncated").asBoolean()).isFalse();
        assertThat(count("tube_result", "MIX-%")).isEqualTo(2);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        SAMPLING.sealed("SAME-1", 5, sampled, residents("DEU", 3));
        SAMPLING.sealed("SAME-2", 1, sampled, residents("DEU", 1));
        String[] rows = {"SAME-1,POSITIVE," + tested + ",,", "SAME-2,NEGATIVE," + tested + ",,31.4"};
        assertCounts(json(uploadCsv(rows)), 2, 2, 0, 0);
        long persons = all("person_result");
        assertCounts(json(uploadCsv(rows)), 2, 0, 2, 0);
        assertCounts(json(uploadCsv("SAME-1,NEGATIVE," + tested + ",,")), 1, 0, 0, 1);
        assertThat(all("person_result")).isEqualTo(persons);
        assertThat(count("tube_result", "SAME-%")).isEqualTo(2);
    }

    @Test
    void theSameFileTwiceAtOnceIsTakenOnce() {
        String[] rows = tubes("RACE", 700);
        String token = tester("DEU");
        List<CompletableFuture<HttpResponse<String>>> both = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upload(token, "text/csv", csv(rows))))
                .toList();
        List<JsonNode> receipts = both.stream()
                .map(CompletableFuture::join)
                .map(ResultsFixture::json)
                .toList();
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.has("accepted"))
                        .as(receipt.toString())
                        .isTrue());
        assertThat(receipts.stream().mapToInt(r -> r.get("accepted").asInt()).sum())
                .isEqualTo(700);
        assertThat(receipts.stream().mapToInt(r -> r.get("duplicate").asInt()).sum())
                .isEqualTo(700);
        assertThat(count("tube_result", "RACE-%")).isEqualTo(700);
    }

    @Test
    void aRepeatedKeyGetsTheFirstAnswerAndAnotherFileIsRefused() {
        SAMPLING.sealed("KEY-1", 1, sampled, residents("DEU", 1));
        String token = tester("DEU");
        String file = csv("KEY-1,NEGATIVE," + tested + ",,");
        HttpResponse<String> first = upload(token, "text/csv", file, "Idempotency-Key", "k1");
        SAMPLING.stopAnswering();
        HttpResponse<String> second = upload(token, "text/csv", file, "Idempotency-Key", "k1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        HttpResponse<String> other =
                upload(token, "text/csv", csv("KEY-2,NEGATIVE," + tested + ",,"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency-key-reused");
    }

    @Test
    void withoutSamplingServiceNothingIsTaken() {
        SAMPLING.sealed("DOWN-1", 1, sampled, residents("DEU", 1));
        SAMPLING.stopAnswering();
        long receipts = all("upload_receipt");
        HttpResponse<String> answer = uploadCsv("DOWN-1,NEGATIVE," + tested + ",,");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(count("tube_result", "DOWN-%")).isZero();
        assertThat(all("upload_receipt")).isEqualTo(receipts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|barcode,outcome,testedAt,surname",
                "application/json|[{\"barcode\":",
                "application/x-ndjson|{\"barcode\":"
            })
    void aFileThatCannotBeReadIsRefusedWithItsLine(String type, String body) {
        HttpResponse<String> answer = upload(tester("DEU"), type, body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("type").asString()).endsWith("unreadable-file");
        assertThat(json(answer).get("line").asInt()).isEqualTo(1);
    }

    @Test
    void badInputAnEmptyFileIsRefusedUnlessItSaysSo() {
        assertCounts(json(upload(tester("DEU"), "application/json", "[]")), 0, 0, 0, 0);
        assertCounts(json(upload(tester("DEU"), "text/csv", csv("#rows,0"))), 0, 0, 0, 0);
        for (String type : List.of("application/json", "application/x-ndjson", "text/csv")) {
            HttpResponse<String> answer = upload(tester("DEU"), type, "");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("there are no rows");
        }
        assertThat(upload(tester("DEU"), "text/csv", csv()).statusCode()).isEqualTo(422);
        assertThat(upload(tester("DEU"), "application/xml", "<a/>").statusCode())
                .isEqualTo(415);
    }

    @Test
    void onlyATesterOfARegionHereMayUpload() {
        String resident = TestTokens.resident(TestTokens.aResident("DEU"));
        String sampler = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
        assertThat(upload(resident, "text/csv", csv("T-123,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(upload(sampler, "text/csv", csv("T-123,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(upload("nonsense", "text/csv", csv("T-123,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> elsewhere = upload(tester("USA"), "text/csv", csv("T-123,NEGATIVE," + tested + ",,"));
        assertThat(elsewhere.statusCode()).isEqualTo(503);
        assertThat(elsewhere.body()).contains("\"region\":\"us\"");
    }

    @Test
    void aConnectionThatIsCutLeavesNothing() throws IOException {
        SAMPLING.sealed("CUT-1", 1, sampled, residents("DEU", 1));
        long receipts = all("upload_receipt");
        String rows = csv("CUT-1,NEGATIVE," + tested + ",,");
        for (String framing : List.of("Content-Length: 100000", "Transfer-Encoding: chunked")) {
            String body = framing.startsWith("T") ? Integer.toHexString(rows.length()) + "\r\n" + rows + "\r\n" : rows;
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write(("POST /v1/results HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                        + "Authorization: Bearer " + tester("DEU") + "\r\n" + framing + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .doesNotStartWith("HTTP/1.1 200");
            }
        }
        assertThat(count("tube_result", "CUT-%")).isZero();
        assertThat(all("upload_receipt")).isEqualTo(receipts);
    }

    @Test
    void aLargeFileTakesFourStatementsAChunkAndEachTouchesOnePartition() {
        String[] rows = tubes("BIG", 20_000);
        String token = tester("DEU");
        String file = csv(rows);
        log.clear();
        long start = System.nanoTime();
        HttpResponse<String> answer = upload(token, "text/csv", file);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertCounts(json(answer), 20_000, 20_000, 0, 0);
        List<Executed> writes = log.ofRequests().stream()
                .filter(s -> !s.sql().startsWith("SELECT") && !s.sql().startsWith("DELETE"))
                .filter(s -> !s.sql().contains("upload_receipt"))
                .toList();
        // 40 batches: tube_result, person_result, latest_result, outbox; a savepoint and its end, the audit trail
        assertThat(writes).hasSize(40 * 4 + 3);
        LoggerFactory.getLogger(UploadIT.class).info("20,000 rows in {}", took);
        await().atMost(Duration.ofMinutes(2)).until(() -> undelivered().isEmpty());
    }

    @Test
    void everyStatementOfAnUploadTouchesOnePartition() {
        SAMPLING.sealed("PLAN-1", 5, sampled, residents("DEU", 3));
        String row = "PLAN-1,NEGATIVE," + tested + ",,";
        log.clear();
        String token = tester("DEU");
        JsonNode receipt = json(upload(token, "text/csv", csv(row)));
        upload(token, "text/csv", csv(row));
        get("/v1/results/receipts/" + receipt.get("receiptId").asString(), token);
        await().until(() -> undelivered().isEmpty());
        log.assertPruned("results", TestCluster.shared().owner("eu"));
    }

    private String[] tubes(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String barcode = name + "-" + i;
                    SAMPLING.sealed(barcode, 1, sampled, residents("DEU", 1));
                    return barcode + ",NEGATIVE," + tested + ",Cycler,30";
                })
                .toArray(String[]::new);
    }

    private static void assertCounts(JsonNode receipt, int received, int accepted, int duplicate, int rejected) {
        assertThat(receipt.has("received")).as(receipt.toString()).isTrue();
        assertThat(List.of(
                        receipt.get("received").asInt(),
                        receipt.get("accepted").asInt(),
                        receipt.get("duplicate").asInt(),
                        receipt.get("rejected").asInt()))
                .as(receipt.toString())
                .containsExactly(received, accepted, duplicate, rejected);
    }
}
