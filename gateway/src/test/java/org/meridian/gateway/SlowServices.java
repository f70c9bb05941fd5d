package org.meridian.gateway;

import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.load.Limiters;
import org.meridian.gateway.stub.StubService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What comes to a service while it is slow, and may do four things at once: the limit stands still. */
@TestPropertySource(
        properties = {
            "meridian.gateway.gathering.enabled=false", // or the stub would see few carriers of many calls
            "meridian.load.least=4",
            "meridian.load.initial=4",
            "meridian.load.most=4",
            "meridian.load.busy=100",
            "meridian.gateway.event-loops=1"
        })
abstract class SlowServices extends TwoRegions {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    Limiters limiters;

    @Autowired
    Topology topology;

    /** How many calls have reached a slow service. */
    final AtomicInteger inside = new AtomicInteger();

    private final List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    private CountDownLatch open = new CountDownLatch(1);

    SlowServices(int port) {
        super(port);
    }

    @BeforeEach
    void checkInIsSlow() {
        open = new CountDownLatch(1);
        inside.set(0);
        isSlow(CHECKIN);
    }

    void isSlow(Service service) {
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

    /** From now on whoever is inside is answered, and whoever comes as well. */
    void isSlowNoMore() {
        open.countDown();
    }

    @AfterEach
    void everybodyGoesHome() {
        isSlowNoMore();
        waiting.forEach(CompletableFuture::join);
        await().until(() -> inFlight(CHECKIN) == 0);
    }

    int inFlight(Service service) {
        return limiters.of(topology.region("eu"), service).inFlight();
    }

    /** So many calls that wait inside. */
    void fill(int calls, String path) {
        fill(calls, () -> edge.as("DEU", path));
    }

    void fill(int calls, Supplier<HttpRequest.Builder> call) {
        int before = inside.get();
        for (int i = 0; i < calls; i++) {
            waiting.add(HTTP.sendAsync(call.get().build(), BodyHandlers.ofString()));
        }
        await().until(() -> inside.get() == before + calls);
    }

    /** One of those who wait hangs up. */
    void oneGoesAway() {
        waiting.removeLast().cancel(true);
    }
}
