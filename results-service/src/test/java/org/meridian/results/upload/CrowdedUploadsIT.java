package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Point 4: more files at once than are taken; here that is three. */
class CrowdedUploadsIT extends LongUploadFixture {

    private static final int AT_ONCE = 3;
    private static final int ROWS = 50;

    @Test
    void point4OneFileMoreThanAreTakenAtOnceIsRefusedWithNothingStoredAndSmallOnesGoOn() throws Exception {
        CountDownLatch here = new CountDownLatch(AT_ONCE);
        CountDownLatch go = new CountDownLatch(1);
        tubes().before(() -> {
            if (here.getCount() > 0) {
                here.countDown();
                join(go);
            }
        });
        List<CompletableFuture<HttpResponse<String>>> taken = IntStream.range(0, AT_ONCE)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> upload(tester("DEU"), "text/csv", file("CROWD" + i, ROWS))))
                .toList();
        join(here);
        String token = tester("DEU");
        HttpResponse<String> refused = upload(token, "text/csv", file("CROWD-MORE", ROWS));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(json(refused).path("type").asString()).endsWith("overloaded");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(mine(token, "")).isEmpty();
        HttpResponse<String> small = upload(token, "text/csv", file("CROWD-SMALL", 5));
        assertThat(small.statusCode()).as(small.body()).isEqualTo(200);

        go.countDown();
        taken.forEach(file -> assertCounts(json(file.join()), ROWS, ROWS, 0, 0));
        assertCounts(json(upload(token, "text/csv", file("CROWD-MORE", ROWS))), ROWS, ROWS, 0, 0);
    }
}
