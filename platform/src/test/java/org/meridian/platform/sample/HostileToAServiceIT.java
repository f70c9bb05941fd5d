package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.test.HostileRequests;
import org.meridian.platform.test.RawHttp;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Point 10: whatever is sent to a service itself, it answers with a problem of the catalogue, keeps nothing, and goes on. */
@TestPropertySource(properties = "server.tomcat.connection-timeout=1s")
@ExtendWith(OutputCaptureExtension.class)
class HostileToAServiceIT extends SampleFixture {

    @Test
    void point10HundredsOfHostileRequestsGetProblemsAndChangeNothing(CapturedOutput output) throws Exception {
        List<HostileRequests.Hostile> requests = HostileRequests.at(
                "/v1/notes", resident, "{\"country\":\"DEU\",\"title\":\"x\",\"copies\":1}", "title");
        assertThat(requests).hasSizeGreaterThan(300);
        List<String> flaws = new ArrayList<>();
        int taken = 0;
        for (var request : requests) {
            String answer = RawHttp.send(port, request.bytes());
            String flaw = RawHttp.flaw(answer);
            taken += answer.startsWith("HTTP/1.1 201") ? 1 : 0;
            if (!flaw.isEmpty() && !(answer.isEmpty() && request.what().equals("HTTP/2 preface"))) {
                flaws.add(request.what() + ": " + flaw + ": "
                        + answer.lines().findFirst().orElse(""));
            }
        }
        assertThat(flaws).isEmpty();
        assertThat(count()).as("nothing is kept that was not acknowledged").isEqualTo(taken);
        assertThat(output).doesNotContain("unexpected failure", "\tat ");
        assertThat(write(null, "honest", resident).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nX-Slow",
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"country\"",
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
            })
    void point10ASenderWhoStopsInTheMiddleIsLetGo(String begun) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).doesNotContain("HTTP/1.1 5");
        }
        assertThat(count()).isZero();
    }

    @Test
    void point10ACallerWhoDiesInTheMiddleOfAnAnswerIsNoFailure(CapturedOutput output) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setReceiveBufferSize(1024);
                socket.setSoLinger(true, 0); // a reset, as of a process that was killed
                socket.getOutputStream()
                        .write("GET /v1/long HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(100)).isNotEmpty();
            }
        }
        org.awaitility.Awaitility.await().until(() -> notes.ended.get() == 5);
        assertThat(write(null, "honest", resident).statusCode()).isEqualTo(201);
        assertThat(output).doesNotContain("unexpected failure", "\tat ", "ClientAbort", "Broken pipe");
    }
}
