package org.meridian.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.meridian.platform.handover.Handover;
import org.meridian.platform.handover.HandoverSettings;
import org.meridian.platform.test.CallersMeanwhile;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.core.publisher.Mono;

/** One that listens as a gateway does, and the one that takes its place. */
class SharedPortTests {

    private static final class Gateway {

        private final Handover handover = new Handover(new HandoverSettings(true, Duration.ofSeconds(20)));
        private final SharedPort port = new SharedPort(handover);
        private final WebServer server;

        Gateway(String name, int at) {
            NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(at);
            factory.setAddress(InetAddress.getLoopbackAddress());
            factory.setShutdown(Shutdown.GRACEFUL);
            factory.addServerCustomizers(port);
            server = factory.getWebServer(answering(name));
            server.start();
        }

        private static HttpHandler answering(String name) {
            return (request, response) -> {
                byte[] answer = name.getBytes(StandardCharsets.UTF_8);
                response.getHeaders().setContentLength(answer.length);
                return response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(answer)));
            };
        }

        void end() {
            handover.leave(server.getPort(), port::connections);
            CountDownLatch idle = new CountDownLatch(1);
            server.shutDownGracefully(result -> idle.countDown());
            try {
                idle.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            server.stop();
        }
    }

    @Test
    void noRequestIsLostWhileOneFollowsAnother() {
        Gateway serving = new Gateway("first", 0);
        int port = serving.server.getPort();
        try (CallersMeanwhile callers = new CallersMeanwhile(URI.create("http://127.0.0.1:" + port + "/"), 6)) {
            for (String name : List.of("second", "third", "fourth", "fifth")) {
                int before = callers.answered();
                await().until(() -> callers.answered() > before + 100);
                Gateway old = serving;
                serving = new Gateway(name, port);
                old.end();
                assertThat(old.port.connections()).isZero();
                await().until(() -> callers.answers().contains(name));
            }
            assertThat(callers.failures()).isEmpty();
        } finally {
            serving.server.stop();
        }
    }

    @Test
    void withoutASuccessorNobodyIsSentAway() {
        Gateway only = new Gateway("only", 0);
        try (CallersMeanwhile callers =
                new CallersMeanwhile(URI.create("http://127.0.0.1:" + only.server.getPort() + "/"), 2)) {
            await().until(() -> callers.answered() > 10);
            only.handover.leave(only.server.getPort(), only.port::connections);
            assertThat(only.handover.isLeaving()).isFalse();
            assertThat(callers.failures()).isEmpty();
        } finally {
            only.server.stop();
        }
    }
}
