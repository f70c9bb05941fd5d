package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.meridian.results.ResultsFixture;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Files that are longer than what is taken in one transaction; here that is 1,000 rows, in chunks of 400. */
@TestPropertySource(
        properties = {
            "meridian.upload.atomic-rows=1000",
            "meridian.upload.chunk-rows=400",
            "meridian.upload.batch=100",
            "meridian.upload.background=1",
            "meridian.upload.at-once=3",
            "meridian.upload.patience=1s",
        })
abstract class LongUploadFixture extends ResultsFixture {

    GeneratedTubes tubes() {
        return new GeneratedTubes(SAMPLING.stub(), sampled);
    }

    String file(String name, int rows) {
        StringBuilder text = new StringBuilder("barcode,outcome,testedAt\n");
        for (int i = 0; i < rows; i++) {
            text.append(name)
                    .append('-')
                    .append(i)
                    .append(",NEGATIVE,")
                    .append(tested)
                    .append('\n');
        }
        return text.toString();
    }

    List<JsonNode> mine(String token, String state) {
        HttpResponse<String> list = get("/v1/results/receipts" + (state.isEmpty() ? "" : "?state=" + state), token);
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        return StreamSupport.stream(json(list).spliterator(), false).toList();
    }

    static void join(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void assertCounts(JsonNode receipt, int received, int accepted, int duplicate, int rejected) {
        assertThat(List.of(
                        receipt.path("received").asInt(-1),
                        receipt.path("accepted").asInt(-1),
                        receipt.path("duplicate").asInt(-1),
                        receipt.path("rejected").asInt(-1)))
                .as(receipt.toString())
                .containsExactly(received, accepted, duplicate, rejected);
    }
}
