package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.RESULTS;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.meridian.gateway.stub.StubService;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Point 4: uploads and progress that take longer than an ordinary call may. */
@TestPropertySource(properties = {"meridian.gateway.response-timeout=300ms", "meridian.gateway.stream-silence=4s"})
class StreamsIT extends TwoRegions {

    private static final Duration LONGER_THAN_AN_ORDINARY_CALL = Duration.ofSeconds(1);
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS = 1_024; // 64 MB: more than any buffer on the way

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StreamsIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void anUploadLastsLongerThanAnOrdinaryCallMayAndSoDoesItsAnswer() {
        REGIONS.service("eu", RESULTS).does(exchange -> {
            long received = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            pause();
            StubService.answer(exchange, 200, "{\"received\":" + received + "}");
        });
        HttpResponse<String> answer = upload(() -> new Slow(10));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("received").asLong()).isEqualTo(10L * CHUNK);
    }

    @Test
    void anUploadIsPassedOnAsItComesAndNeverHeldInTheGateway() {
        AtomicLong received = new AtomicLong();
        CountDownLatch goOn = new CountDownLatch(1);
        REGIONS.service("eu", RESULTS).does(exchange -> {
            InputStream body = exchange.getRequestBody();
            received.addAndGet(body.readNBytes(CHUNK).length);
            awaitLatch(goOn);
            received.addAndGet(body.transferTo(OutputStream.nullOutputStream()));
            StubService.answer(exchange, 200, "{}");
        });
        Counted body = new Counted(CHUNKS);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> upload(() -> body));
        await().until(() -> received.get() == CHUNK); // the service has the beginning while the end isn't sent yet
        await("the sender is held back while the service doesn't read")
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(body::stands);
        assertThat(body.sent()).isLessThan((long) CHUNK * CHUNKS / 2);
        goOn.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(received).hasValue((long) CHUNK * CHUNKS);
    }

    @Test
    void progressArrivesEventByEventForAsLongAsItTakes() throws Exception {
        CountDownLatch firstWasSeen = new CountDownLatch(1);
        REGIONS.service("eu", RESULTS).does(exchange -> {
            event(exchange, "received", true);
            awaitLatch(firstWasSeen);
            pause();
            event(exchange, "done", false);
            exchange.close();
        });
        HttpResponse<InputStream> answer = http.send(
                edge.as("DEU", "/v1/results/receipts/DEU-" + ULID + "/events").build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: received");
            firstWasSeen.countDown();
            assertThat(lines.lines()).contains("event: done");
        }
    }

    @Test
    void aServiceThatStaysSilentAfterTheUploadIsGivenUp() {
        CountDownLatch end = new CountDownLatch(1);
        REGIONS.service("eu", RESULTS).does(exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            awaitLatch(end);
            exchange.close();
        });
        assertProblem(upload(() -> new Slow(1)), 503, "service-unavailable");
        end.countDown();
    }

    private HttpResponse<String> upload(Supplier<InputStream> body) {
        return Edge.send(edge.as("DEU", "/v1/results")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofInputStream(body)));
    }

    private static void event(HttpExchange exchange, String name, boolean first) throws IOException {
        if (first) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
        }
        exchange.getResponseBody().write(("event: " + name + "\ndata: {}\n\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void pause() {
        await().pollDelay(LONGER_THAN_AN_ORDINARY_CALL).until(() -> true);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** So many chunks of a file, and how much of it was taken. */
    private static class Counted extends InputStream {

        private final long length;
        private final AtomicLong sent = new AtomicLong();
        private long seen = -1;

        Counted(int chunks) {
            this.length = (long) chunks * CHUNK;
        }

        long sent() {
            return sent.get();
        }

        /** Whether nothing was taken since this was asked before. */
        boolean stands() {
            long now = sent.get();
            boolean stands = now == seen;
            seen = now;
            return stands;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            int part = (int) Math.min(count, length - sent.get());
            sent.addAndGet(part);
            return part == 0 ? -1 : part;
        }
    }

    /** A file from a slow line. */
    private static final class Slow extends Counted {

        Slow(int chunks) {
            super(chunks);
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            await().pollDelay(Duration.ofMillis(60)).until(() -> true);
            return super.read(bytes, offset, Math.min(count, CHUNK));
        }
    }
}
