package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

/**
 * Files of the lengths at which others have lost rows, with the limits as they are delivered. {@link UploadSpeed} writes
 * all of a million rows.
 */
class RowCountsIT extends ResultsFixture {

    private static final int[] COUNTS = {1, 1_399, 16_384, 65_535, 65_536, 65_537, 100_000};
    private static final int MILLION = 1_048_577;

    /** Each file holds the one before, so that each row is written once and the test is short. */
    @Test
    void badInputEveryRowCountReconciles() throws IOException, InterruptedException {
        new GeneratedTubes(SAMPLING.stub(), sampled);
        int before = 0;
        for (int rows : COUNTS) {
            JsonNode receipt = send(rows, "COUNT", rows);
            assertCounts(receipt, rows, rows - before, before, 0);
            before = rows;
        }
        assertThat(count("tube_result", "COUNT-%")).isEqualTo(100_000);
        // a sheet's limit and one: all rows but the first are of tubes that nobody knows, which writes little
        JsonNode receipt = send(MILLION, "COUNT", 1_399);
        assertCounts(receipt, MILLION, 0, 1_399, MILLION - 1_399);
        assertThat(receipt.get("rejections")).hasSize(1_000);
        assertThat(receipt.get("rejectionsTruncated").asBoolean()).isTrue();
        await().atMost(Duration.ofMinutes(1)).until(() -> undelivered().isEmpty());
    }

    /** @param known how many of the tubes there are */
    private JsonNode send(int rows, String name, int known) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/results"))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + tester("DEU"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(() -> pieces(rows, name, known)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer);
        }
    }

    private Iterator<byte[]> pieces(int rows, String name, int known) {
        int piece = 1_000;
        return IntStream.rangeClosed(-1, rows / piece + 1)
                .mapToObj(n -> n < 0
                        ? "barcode,outcome,testedAt,device,ct\r\n"
                        : n > rows / piece
                                ? "#rows," + rows + "\r\n"
                                : piece(n * piece, Math.min(rows, (n + 1) * piece), name, known))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .iterator();
    }

    private String piece(int from, int to, String name, int known) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i < known ? name : "NOBODY").append('-').append(i);
            text.append(",NEGATIVE,").append(tested).append(",Cobas 6800,31.25\r\n");
        }
        return text.toString();
    }

    private static void assertCounts(JsonNode receipt, int received, int accepted, int duplicate, int rejected) {
        assertThat(List.of(
                        receipt.get("received").asInt(),
                        receipt.get("accepted").asInt(),
                        receipt.get("duplicate").asInt(),
                        receipt.get("rejected").asInt()))
                .as(receipt.get("receiptId").asString())
                .containsExactly(received, accepted, duplicate, rejected);
    }
}
