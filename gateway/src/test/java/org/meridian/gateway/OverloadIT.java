package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.RESULTS;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.load.Limiters;
import org.meridian.gateway.stub.StubService;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import reactor.netty.resources.LoopResources;

/** Point 5: more than a service can do, and what becomes of it at the edge. The limit stands still here: four in flight. */
@TestPropertySource(
        properties = {
            "meridian.gateway.gathering.enabled=false", // or the stub would see few carriers of many calls
            "meridian.load.least=4",
            "meridian.load.initial=4",
            "meridian.load.most=4",
            "meridian.load.busy=100",
            "meridian.gateway.event-loops=1"
        })
class OverloadIT extends TwoRegions {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String WELL = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";

    @Autowired
    Limiters limiters;

    @Autowired
    LoopResources loops;

    @Autowired
    Topology topology;

    private final AtomicInteger inside = new AtomicInteger();
    private final List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    private CountDownLatch open = new CountDownLatch(1);
    private final int port;

    OverloadIT(@LocalServerPort int port) {
        super(port);
        this.port = port;
    }

    @BeforeEach
    void checkInIsSlow() {
        open = new CountDownLatch(1);
        inside.set(0);
        isSlow(CHECKIN);
    }

    private void isSlow(Service service) {
        StubService stub = REGIONS.service("eu", service);
        stub.does(exchange -> {
            stub.remember(exchange);
            inside.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            StubService.answer(exchange, 200, "{}");
        });
    }

    @AfterEach
    void everybodyGoesHome() {
        open.countDown();
        waiting.forEach(CompletableFuture::join);
        await().until(() -> inFlight(CHECKIN) == 0);
    }

    private int inFlight(Service service) {
        return limiters.of(topology.region("eu"), service).inFlight();
    }

    private void fill(int calls, String path) {
        int before = inside.get();
        for (int i = 0; i < calls; i++) {
            waiting.add(HTTP.sendAsync(edge.as("DEU", path).build(), BodyHandlers.ofString()));
        }
        await().until(() -> inside.get() == before + calls);
    }

    @Test
    void point5WhatIsTooMuchIsToldSoAndReachesNoService() {
        fill(4, "/v1/me/health-code");
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer =
                    assertProblem(Edge.send(edge.as("DEU", "/v1/me/health-code")), 503, "overloaded");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow())
                    .hasSize(13);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(REGIONS.service("eu", CHECKIN).received()).hasSize(4);
        open.countDown();
        await().until(() -> Edge.send(edge.as("DEU", "/v1/me/health-code")).statusCode() == 200);
    }

    @Test
    void point5TheLowerAreRefusedWhileThereIsRoomForTheHigher() {
        fill(2, "/v1/me/health-code");
        assertProblem(Edge.send(edge.as("DEU", "/v1/me/check-ins")), 503, "overloaded"); // a decoration
        fill(1, "/v1/places/DEU-" + ULID);
        assertProblem(Edge.send(edge.as("DEU", "/v1/places/DEU-" + ULID)), 503, "overloaded"); // neither first nor last
        fill(1, "/v1/me/health-code");
        assertProblem(Edge.send(edge.as("DEU", "/v1/me/health-code")), 503, "overloaded");
    }

    @Test
    void point5OneServiceOfOneRegionTakesNothingFromTheOthersNorFromProbes() {
        fill(4, "/v1/me/health-code");
        assertThat(Edge.send(edge.as("DEU", "/v1/me/results")).statusCode()).isEqualTo(200);
        assertThat(Edge.send(edge.as("TWN", "/v1/me/health-code")).statusCode()).isEqualTo(200);
        assertThat(edge.get("/livez").statusCode()).isEqualTo(200);
        assertThat(edge.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(REGIONS.service("eu", RESULTS).received()).hasSize(1);
    }

    @Test
    void point5AForgedTokenIsNotEvenLookedAtThen() {
        fill(4, "/v1/me/health-code");
        String genuine = Edge.tokenOf("DEU", Duration.ofHours(1));
        String forged = genuine.substring(0, genuine.length() - 10) + "AAAAAAAAAA";
        var request = edge.to("/v1/me/health-code").header("Authorization", "Bearer " + forged);
        assertProblem(Edge.send(request), 503, "overloaded");
        open.countDown();
        await().until(() -> Edge.send(edge.to("/v1/me/health-code").header("Authorization", "Bearer " + forged))
                        .statusCode()
                == 401);
    }

    @Test
    void point5ThePageOfABrowserIsToldThroughTheOrdinaryWay() {
        fill(4, "/v1/me/health-code");
        var request = edge.as("DEU", "/v1/me/health-code").header("Origin", "https://elsewhere.example");
        assertProblem(Edge.send(request), 503, "overloaded");
        assertProblem(
                Edge.send(edge.as("DEU", "/v1/check-ins")
                        .POST(Edge.ofUnknownLength("{}".getBytes(StandardCharsets.UTF_8)))),
                503,
                "overloaded");
    }

    @Test
    void point5WhoeverGoesAwayMakesRoom() {
        fill(4, "/v1/me/health-code");
        waiting.removeLast().cancel(true);
        await().until(() -> inFlight(CHECKIN) == 3);
        fill(1, "/v1/me/health-code");
    }

    /** A laboratory's device reports tube by tube: thousands of those are calls like others. A file of any length is not. */
    @Test
    void point5AnUploadThatIsSaidToBeShortIsCountedAndALongerOneIsNot() {
        isSlow(RESULTS);
        fillWithUploads(1, new byte[(4 << 10) + 1]);
        assertThat(inFlight(RESULTS)).isZero();
        fillWithUploads(4, new byte[4 << 10]);
        assertThat(inFlight(RESULTS)).isEqualTo(4);
        assertProblem(Edge.send(upload(new byte[2])), 503, "overloaded");
        assertProblem(Edge.send(upload(new byte[(4 << 10) + 1])), 503, "overloaded");
        open.countDown();
        await().until(() -> inFlight(RESULTS) == 0);
    }

    private void fillWithUploads(int uploads, byte[] body) {
        int before = inside.get();
        for (int i = 0; i < uploads; i++) {
            waiting.add(HTTP.sendAsync(upload(body).build(), BodyHandlers.ofString()));
        }
        await().until(() -> inside.get() == before + uploads);
    }

    private HttpRequest.Builder upload(byte[] body) {
        return edge.to("/v1/results")
                .header("Authorization", "Bearer " + Edge.tokenOf("DEU", Role.TESTER))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    @Test
    void point5ARefusedConnectionGoesOnAndEveryAnswerIsToItsOwnRequest() throws IOException {
        fill(4, "/v1/me/health-code");
        String token = Edge.tokenOf("DEU", Duration.ofMinutes(5));
        String refused = "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"place\":";
        String asked = "GET /v1/me/health-code HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            // in three pieces, cut within a body; then all at once, one behind the other
            socket.getOutputStream()
                    .write(refused.substring(0, refused.length() - 4).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getOutputStream()
                    .write(refused.substring(refused.length() - 4).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            readAnswer(socket.getInputStream(), 503);
            socket.getOutputStream()
                    .write((refused + refused + WELL + asked + WELL).getBytes(StandardCharsets.US_ASCII));
            for (int status : new int[] {503, 503, 200, 503, 200}) {
                readAnswer(socket.getInputStream(), status);
            }
        }
    }

    /**
     * Whose calls are all there when the one thread turns to them: each is counted before the next is looked at, so that who is one
     * too many is refused at the door. An answer from further in would name the trace that the call came with.
     */
    @Test
    void point5OfManyWhoComeInOneMomentTheTooManyAreRefusedAtTheDoor() throws Exception {
        fill(3, "/v1/me/health-code");
        String trace = "0123456789abcdef0123456789abcdef";
        String request = "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + Edge.tokenOf("DEU", Duration.ofMinutes(5)) + "\r\nContent-Type: application/json\r\ntraceparent: 00-"
                + trace + "-0123456789abcdef-00\r\nContent-Length: 2\r\n\r\n{}";
        List<Socket> sockets = new ArrayList<>();
        CountDownLatch sent = new CountDownLatch(1);
        try {
            for (int i = 0; i < 20; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
                // each has been turned to once, and is one that the thread reads from
                sockets.getLast().getOutputStream().write(WELL.getBytes(StandardCharsets.US_ASCII));
                readAnswer(sockets.getLast().getInputStream(), 200);
            }
            loops.onServer(true).next().execute(() -> join(sent));
            for (Socket socket : sockets) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            sent.countDown();
            await().until(() -> inside.get() == 4 && answered(sockets) == 19);
            open.countDown();
            int refused = 0;
            for (Socket socket : sockets) {
                socket.setSoTimeout(10_000);
                String body = readAnswer(socket.getInputStream(), -1);
                assertThat(body).doesNotContain(trace);
                refused += body.contains("overloaded") ? 1 : 0;
            }
            assertThat(refused).isEqualTo(19);
        } finally {
            sent.countDown();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static int answered(List<Socket> sockets) throws IOException {
        int answered = 0;
        for (Socket socket : sockets) {
            answered += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param status -1 for any */
    private static String readAnswer(InputStream in, int status) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after " + head).isNotNegative();
            head.append((char) next);
        }
        assertThat(head).startsWith("HTTP/1.1 " + (status < 0 ? "" : status));
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                return new String(
                        in.readNBytes(Integer.parseInt(
                                line.substring("content-length:".length()).strip())),
                        StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
