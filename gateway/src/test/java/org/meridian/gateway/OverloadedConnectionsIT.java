package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.netty.resources.LoopResources;

/** Point 5: what becomes of the connections on which too much comes. */
class OverloadedConnectionsIT extends SlowServices {

    private static final String WELL = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";

    @Autowired
    LoopResources loops;

    private final int port;

    OverloadedConnectionsIT(@LocalServerPort int port) {
        super(port);
        this.port = port;
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
            isSlowNoMore();
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
