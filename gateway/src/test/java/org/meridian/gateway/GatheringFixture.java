package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.gateway.gathering.Gatherers;
import org.meridian.gateway.stub.Carriers;
import org.meridian.gateway.stub.StubService;
import org.springframework.test.context.TestPropertySource;

/** A gateway whose checkin-service takes carriers as a test tells it to. */
@TestPropertySource(
        properties = {
            "meridian.gateway.gathering.slow-after=20s",
            "meridian.gateway.gathering.patience=20s",
            "meridian.gateway.limits.caller=1000000",
            "meridian.load.enabled=false" // on a slow machine fewer are let in at once than come in these tests
        })
abstract class GatheringFixture extends TwoRegions {

    static final String PATH = "/v1/check-ins";

    final CountDownLatch gate = new CountDownLatch(1);

    Carriers carriers = new Carriers(stub());

    final Gatherers gatherers;

    GatheringFixture(int port, Gatherers gatherers) {
        super(port);
        this.gatherers = gatherers;
    }

    static StubService stub() {
        return REGIONS.service("eu", CHECKIN);
    }

    @BeforeEach
    void carriers() {
        carriers = new Carriers(stub());
        stub().does(carriers);
    }

    @AfterEach
    void letGo() {
        gate.countDown();
    }

    HttpRequest.Builder checkIn(String text) {
        return edge.as("DEU", PATH).POST(BodyPublishers.ofString(body(text)));
    }

    static String body(String text) {
        return "{\"place\":\"DEU-" + ULID + "\",\"text\":\"" + text + "\"}";
    }

    static CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return Edge.begin(request);
    }

    /** One call whose carrier is under way until the gate opens, so that further ones wait. */
    CompletableFuture<HttpResponse<String>> first(Carriers.Script then) {
        carriers.does((calls, out) -> {
            if (carriers.received().size() == 1) {
                gate.await();
                Carriers.echoAll(calls, out);
            } else {
                then.answer(calls, out);
            }
        });
        var first = begin(checkIn("first"));
        await().until(() -> carriers.received().size() == 1);
        return first;
    }

    /** So many more, which go with the second carrier. */
    List<HttpResponse<String>> together(int count, Carriers.Script script) throws Exception {
        var first = first(script);
        var more =
                IntStream.range(0, count).mapToObj(i -> begin(checkIn("n" + i))).toList();
        await().until(() -> waiting() == count);
        gate.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (var answer : more) {
            answers.add(answer.get(20, TimeUnit.SECONDS));
        }
        return answers;
    }

    long waiting() {
        return gatherers.waiting();
    }
}
