package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.gateway.stub.StubRegions;
import org.meridian.gateway.stub.StubService;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The local profile, behind a proxy that is believed, with room for two calls at once. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.region=eu",
            "meridian.gateway.trusted-proxies=127.0.0.0/8",
            "meridian.gateway.max-in-flight=2"
        })
@ActiveProfiles("local")
class BehindAProxyIT {

    private static final StubRegions REGIONS = new StubRegions("eu", "ap");

    private final Edge edge;

    BehindAProxyIT(@LocalServerPort int port) {
        edge = new Edge(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        REGIONS.register(properties);
        properties.add("meridian.keys", Edge.KEYS::toString);
    }

    @BeforeEach
    void asAtFirst() {
        REGIONS.reset();
    }

    @Test
    void theProxysPositionDecidesWhatIsNearest() {
        var request = edge.to("/v1/divisions?country=CHN").header("X-Meridian-Position", "25.0,121.5");
        assertThat(Edge.send(request).body()).contains("registration of ap");
        assertThat(Edge.send(edge.to("/v1/regions").header("X-Meridian-Position", "25.0,121.5"))
                        .body())
                .startsWith("[{\"region\":\"ap\"");
    }

    @Test
    void theProxysWordGoesOnButForwardingHeadersEndHere() {
        Edge.send(edge.to("/v1/divisions").header("X-Forwarded-For", "1.2.3.4").header("X-Country-Code", "TWN"));
        var sent = REGIONS.service("eu", REGISTRATION).last().headers();
        assertThat(sent.getFirst("X-Country-Code")).isEqualTo("TWN");
        assertThat(sent.keySet()).doesNotContain("X-forwarded-for");
    }

    @Test
    void point10BehindAProxyThatEncryptsBrowsersAreToldToStayWithIt() {
        var plain = edge.get("/v1/regions");
        var encrypted = Edge.send(edge.to("/v1/regions").header("X-Forwarded-Proto", "https"));
        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(encrypted.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .startsWith("max-age=31536000");
    }

    @Test
    void theOutboxGathersTheMessagesOfAllRegionsNewestFirst() {
        REGIONS.service("eu", REGISTRATION).does(exchange -> {
            REGIONS.service("eu", REGISTRATION).remember(exchange);
            StubService.answer(exchange, 200, """
                    [{"challengeId":"DEU-2","code":"2","sentAt":"2026-01-01T00:00:02Z"},
                     {"challengeId":"DEU-1","code":"1","sentAt":"2026-01-01T00:00:01Z"}]""");
        });
        REGIONS.service("ap", REGISTRATION).does(exchange -> StubService.answer(exchange, 200, """
                [{"challengeId":"TWN-3","code":"3","sentAt":"2026-01-01T00:00:03Z"}]"""));
        assertThat(edge.get("/dev/outbox?phone=%2B4915").body())
                .containsSubsequence("TWN-3", "DEU-2", "DEU-1")
                .contains("2026-01-01T00:00:03Z");
        assertThat(REGIONS.service("eu", REGISTRATION).last().uri()).isEqualTo("/dev/outbox?phone=%2B4915");
    }

    @Test
    void theOutboxNeedsAPhone() {
        HttpResponse<String> answer = edge.get("/dev/outbox");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-request", "\"pointer\":\"phone\"");
    }

    @Test
    void theOutboxOfTheOthersIsToldWhenARegionIsDead() {
        REGIONS.service("eu", REGISTRATION).kill();
        REGIONS.service("ap", REGISTRATION).does(exchange -> StubService.answer(exchange, 200, """
                [{"challengeId":"TWN-3","code":"3","sentAt":"2026-01-01T00:00:03Z"}]"""));
        assertThat(edge.get("/dev/outbox?phone=1").body()).contains("TWN-3");
    }

    @Test
    void oneCallTooManyIsRefusedAtOnceAndRoomComesBack() {
        var released = new CountDownLatch(1);
        var arrived = new CountDownLatch(2);
        REGIONS.service("eu", REGISTRATION).does(exchange -> {
            arrived.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            StubService.answer(exchange, 200, "{}");
        });
        List<CompletableFuture<HttpResponse<String>>> held = List.of(
                CompletableFuture.supplyAsync(() -> edge.get("/v1/divisions")),
                CompletableFuture.supplyAsync(() -> edge.get("/v1/divisions")));
        await().until(() -> arrived.getCount() == 0);
        HttpResponse<String> refused = edge.get("/v1/regions");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("/problems/overloaded");
        assertThat(edge.get("/readyz").statusCode()).isEqualTo(200);
        released.countDown();
        assertThat(held).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
        await().until(() -> edge.get("/v1/regions").statusCode() == 200);
    }
}
