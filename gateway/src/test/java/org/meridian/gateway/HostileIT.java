package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.stub.StubService;
import org.meridian.platform.test.HostileRequests;
import org.meridian.platform.test.RawHttp;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Point 10: what no honest client sends gets a problem of the catalogue, and no service ever sees a second request in it. */
@TestPropertySource(properties = {"meridian.gateway.head-timeout=1s", "meridian.gateway.body-timeout=1200ms"})
@ExtendWith(OutputCaptureExtension.class)
class HostileIT extends TwoRegions {

    private static final String HONEST = "{\"country\":\"DEU\",\"phone\":\"+491512345678\"}";

    private final int port;

    HostileIT(@LocalServerPort int port) {
        super(port);
        this.port = port;
    }

    @Test
    void point10HundredsOfHostileRequestsGetAProblemOrGoOnAsOneRequest(CapturedOutput output) throws Exception {
        String token = Edge.tokenOf("DEU", Duration.ofMinutes(5));
        List<HostileRequests.Hostile> requests = HostileRequests.at("/v1/otp", token, HONEST, "phone");
        assertThat(requests).hasSizeGreaterThan(300);
        List<String> flaws = new ArrayList<>();
        for (var request : requests) {
            REGIONS.forget();
            String answer = RawHttp.send(port, request.bytes());
            String flaw = RawHttp.flaw(answer);
            if (!flaw.isEmpty()) {
                flaws.add(request.what() + ": " + flaw + ": "
                        + answer.lines().findFirst().orElse(""));
            }
            assertThat(REGIONS.service("eu", REGISTRATION).received())
                    .allMatch(r -> r.uri().startsWith("/v1/"))
                    .noneMatch(r -> r.headers().containsKey("Content-encoding"));
            REGIONS.service("eu", REGISTRATION).received().stream()
                    .filter(r -> !whole(r, request))
                    .forEach(r -> flaws.add(request.what() + ": went on as " + r.method() + r.uri() + " " + r.body()));
        }
        assertThat(flaws).isEmpty();
        assertThat(output).doesNotContain("unexpected error", "\tat ", token);
        assertThat(edge.post("/v1/otp", HONEST).statusCode()).isEqualTo(200);
    }

    /** Whether the service got just what was sent, byte for byte, and not a piece of it. */
    private static boolean whole(StubService.Received received, HostileRequests.Hostile sent) {
        return new String(sent.bytes(), StandardCharsets.UTF_8).contains(received.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/otp HTTP/1.1\r\nHost: x\r\nX-Slow",
                "POST /v1/otp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"country\"",
                "POST /v1/otp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
            })
    void point10WhoDripsARequestIsLetGoAndHoldsNoService(String begun) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).doesNotContain("HTTP/1.1 5");
        }
        assertThat(REGIONS.requests()).isZero();
    }

    /** Half a body and then nothing more: the end of the stream, or, with a linger of 0, the connection is reset. */
    @ParameterizedTest
    @CsvSource({
        "/v1/otp, application/json, Content-Length: 100, false",
        "/v1/otp, application/json, Content-Length: 100, true",
        "/v1/otp, application/json, Transfer-Encoding: chunked, true",
        "/v1/results, text/csv, Content-Length: 100000, false",
        "/v1/results, text/csv, Content-Length: 100000, true"
    })
    void point10ACallerWhoIsCutOffInTheMiddleOfABodyIsNoFailure(
            String path, String type, String framing, boolean reset, CapturedOutput output) throws Exception {
        String head = "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n\r\n"
                .formatted(path, Edge.tokenOf("DEU", Duration.ofMinutes(5)), type, framing);
        for (int i = 0; i < 5; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoLinger(reset, 0);
                socket.getOutputStream()
                        .write((head + (framing.endsWith("chunked") ? "50\r\n{" : "{"))
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                if (!reset) {
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
        }
        assertThat(edge.post("/v1/otp", HONEST).statusCode()).isEqualTo(200); // after those on the same loop
        assertThat(output).doesNotContain("unexpected error", "\tat ");
    }

    @Test
    void point10AByteNowAndThenDoesNotKeepAHeadOpen() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // an honest request first: the watch must not end with it
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
            socket.setSoTimeout(100);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            boolean open = true;
            while (open && System.nanoTime() < end) {
                open = drip(socket);
            }
            assertThat(open).isFalse();
        }
    }

    private static boolean drip(Socket socket) {
        try {
            socket.getOutputStream().write('G');
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void point10AnAnswerDoesNotSayWhatServesIt() {
        REGIONS.service("eu", REGISTRATION).does(exchange -> {
            exchange.getResponseHeaders().set("Server", "Tomcat");
            StubService.answer(exchange, 200, "{}");
        });
        var answer = edge.get("/v1/divisions");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "Server", "x-powered-by");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .as("not encrypted")
                .isEmpty();
    }
}
