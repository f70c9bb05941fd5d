package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.gathering.Gatherers;
import org.meridian.gateway.stub.Carriers;
import org.meridian.gateway.stub.StubService;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;
import org.meridian.platform.token.Vouch;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Point 4: the hottest calls go together, and each caller gets the answer to their own call, or an honest problem. */
@TestPropertySource(
        properties = {
            "meridian.gateway.gathering.slow-after=20s",
            "meridian.gateway.gathering.patience=20s",
            "meridian.gateway.limits.caller=1000000"
        })
class GatheringIT extends TwoRegions {

    private static final String PATH = "/v1/check-ins";

    private final CountDownLatch gate = new CountDownLatch(1);
    private Carriers carriers = new Carriers(stub());

    private final Gatherers gatherers;

    GatheringIT(@LocalServerPort int port, @Autowired Gatherers gatherers) {
        super(port);
        this.gatherers = gatherers;
    }

    private static StubService stub() {
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

    private HttpRequest.Builder checkIn(String text) {
        return edge.as("DEU", PATH).POST(BodyPublishers.ofString(body(text)));
    }

    private static String body(String text) {
        return "{\"place\":\"DEU-" + ULID + "\",\"text\":\"" + text + "\"}";
    }

    private static CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return Edge.begin(request);
    }

    /** One call whose carrier is under way until the gate opens, so that further ones wait. */
    private CompletableFuture<HttpResponse<String>> first(Carriers.Script then) {
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
    private List<HttpResponse<String>> together(int count, Carriers.Script script) throws Exception {
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

    private long waiting() {
        return gatherers.waiting();
    }

    @Test
    void point4WhatArrivesWhileACarrierIsUnderWayGoesWithTheNext() throws Exception {
        List<HttpResponse<String>> answers = together(20, Carriers::echoAll);
        assertThat(carriers.received().stream().map(List::size)).containsExactly(1, 20);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).statusCode()).isEqualTo(200);
            assertThat(answers.get(i).body()).endsWith(body("n" + i));
        }
        Vouch vouch = new Vouch(Edge.KEYS, "eu", java.time.Clock.systemUTC());
        List<GatheredCall> calls = carriers.received().getLast();
        byte[] sent = Frames.carrier(calls.stream().map(Frames::part).toList());
        assertThat(vouch.isSealed(Carrier.PURPOSE, sent, carriers.seals().getLast()))
                .as("sealed for this region")
                .isTrue();
    }

    @Test
    void point4AThousandDifferentCallersEachGetTheirOwnAnswer() throws Exception {
        List<HttpRequest.Builder> requests = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String token = Edge.tokenOf("DEU", Duration.ofSeconds(300 + i));
            tokens.add(token);
            requests.add(edge.to(PATH)
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", "key-" + i)
                    .POST(BodyPublishers.ofString(body("z".repeat(i % 97) + i))));
        }
        var answers = requests.stream().map(GatheringIT::begin).toList();
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> answer = answers.get(i).get(60, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("Bearer " + tokens.get(i) + "\n", "key-" + i + "\n")
                    .endsWith(body("z".repeat(i % 97) + i));
            assertThat(answer.body())
                    .contains("X-Request-Id: "
                            + answer.headers().firstValue("X-Request-Id").orElseThrow());
        }
        assertThat(carriers.received().stream().mapToInt(List::size).sum()).isEqualTo(1000);
        assertThat(carriers.received())
                .as("together, however fast the callers come")
                .hasSizeLessThan(1000);
        assertThat(stub().received()).as("went alone").isEmpty();
    }

    @Test
    void point4ACallTakesItsOwnHeadersAlongAndNoneThatIsNotItsOwn() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        HttpResponse<String> answer = Edge.send(edge.as("DEU", "/v1/me/health-code?a=%20b")
                .header("If-None-Match", "\"x\"")
                .header("traceparent", trace)
                .header("X-Meridian-Vouch", "1.forged")
                .header("X-Meridian-Seal", "1.forged")
                .header("X-Client-Address", "203.0.113.7")
                .header("X-Request-Id", "FORGED"));
        assertThat(answer.body())
                .startsWith("GET /v1/me/health-code a=%20b\n")
                .contains(
                        "If-None-Match: \"x\"\n",
                        "traceparent: " + trace,
                        Vouch.HEADER + ": 1.",
                        EdgeHeaders.DEADLINE + ": ")
                .doesNotContain("forged", "FORGED", "203.0.113.7")
                .doesNotContainIgnoringCase("host:")
                .doesNotContainIgnoringCase("content-length");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 304, 401, 404, 409, 422, 503})
    void point4WhateverTheServiceSaysIsSaid(int status) {
        byte[] body = status == 204 || status == 304 ? new byte[0] : new byte[] {'x'};
        carriers.does((calls, out) -> out.write(Frames.answer(new GatheredAnswer(
                0,
                calls.getFirst().ticket(),
                status,
                List.of(
                        new HeaderField("ETag", "\"e\""),
                        new HeaderField("Retry-After", "3"),
                        new HeaderField("Vary", "a"),
                        new HeaderField("Vary", "b"),
                        new HeaderField("Content-Length", "77"),
                        new HeaderField("Transfer-Encoding", "chunked"),
                        new HeaderField("Connection", "close")),
                body))));
        HttpResponse<String> answer = Edge.send(checkIn("x"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).hasSize(body.length);
        assertThat(answer.headers().firstValue("ETag")).contains("\"e\"");
        assertThat(answer.headers().firstValue("Retry-After")).contains("3");
        assertThat(answer.headers().allValues("Vary")).containsExactly("a", "b");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void point4AnAnswerThatIsMissingDoubledForeignOrSomebodyElsesReachesNobodyElse() throws Exception {
        List<HttpResponse<String>> answers = together(6, (calls, out) -> {
            out.write(Carriers.frame(99, calls.get(0)));
            out.write(Carriers.frame(-1, calls.get(0)));
            out.write(Carriers.frame(0, calls.get(0)));
            out.write(Carriers.frame(0, calls.get(1))); // a second one, and another's
            // 1 is missing
            out.write(Carriers.frame(2, calls.get(3))); // 3's answer, as if it were 2's
            out.write(Carriers.frame(3, calls.get(3)));
            out.write(Carriers.frame(4, calls.get(4)));
            out.write(Carriers.frame(4, calls.get(4)));
            out.write(Carriers.frame(5, calls.get(5)));
        });
        List<GatheredCall> order = carriers.received().getLast();
        for (int i = 0; i < order.size(); i++) {
            String text = new String(order.get(i).body(), java.nio.charset.StandardCharsets.UTF_8);
            HttpResponse<String> answer = answers.stream()
                    .filter(a -> a.body().endsWith(text))
                    .findFirst()
                    .orElse(null);
            if (i == 1 || i == 2) {
                assertThat(answer).as("the call at %d", i).isNull();
            } else {
                assertThat(answer).as("the call at %d", i).isNotNull();
            }
        }
        var failed = answers.stream().filter(a -> a.statusCode() != 200).toList();
        assertThat(failed).hasSize(2).allSatisfy(answer -> assertProblem(answer, 503, "service-unavailable"));
        assertThat(carriers.received()).as("nothing was sent again").hasSize(2);
        assertThat(REGIONS.requests()).isZero();
    }

    @Test
    void point4ACarrierThatIsCutOffFailsWhomItHasNotAnsweredAndNothingIsSentAgain() throws Exception {
        List<HttpResponse<String>> answers = together(5, (calls, out) -> {
            out.write(Carriers.frame(0, calls.get(0)));
            out.write(Carriers.frame(3, calls.get(3)));
            out.write(Carriers.frame(4, calls.get(4)), 0, 20); // the beginning of one
            out.flush();
            throw new java.io.IOException("as if it died");
        });
        assertThat(answers.stream().map(HttpResponse::statusCode).sorted()).containsExactly(200, 200, 503, 503, 503);
        assertThat(carriers.received()).hasSize(2);
        assertThat(REGIONS.requests()).isZero();
    }

    @Test
    void point4WhatIsNoAnswerAtAllFailsWhomItHasNotAnswered() throws Exception {
        List<HttpResponse<String>> answers = together(3, (calls, out) -> {
            out.write(Carriers.frame(1, calls.get(1)));
            out.write(new byte[] {0x7f, 0, 0, 0, 1, 2, 3, 4});
        });
        assertThat(answers.stream().map(HttpResponse::statusCode).sorted()).containsExactly(200, 503, 503);
        // and the next carrier is as good as any
        carriers.does(Carriers::echoAll);
        assertThat(Edge.send(checkIn("next")).body()).endsWith(body("next"));
    }

    @Test
    void point4AReadThatGotNoAnswerIsReadElsewhere() {
        carriers.does((calls, out) -> {});
        assertThat(Edge.send(edge.as("DEU", "/v1/me/health-code")).body()).contains("checkin of ap");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aServiceThatTakesNoCarriersGetsEachCallByItself(int status) {
        carriers.refuses(status);
        String path = status == 401 ? "/v1/otp" : status == 403 ? "/v1/residents" : "/v1/token";
        var registration = REGIONS.service("eu", org.meridian.gateway.instances.Service.REGISTRATION);
        Carriers refusing = new Carriers(registration);
        refusing.refuses(status);
        registration.does(refusing);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = edge.post(path, "{\"country\":\"DEU\",\"challengeId\":\"DEU-1\"}");
            assertThat(answer.body()).contains("\"alone\":true");
        }
        assertThat(refusing.received()).as("asked once").hasSize(1);
        assertThat(registration.received()).hasSize(3);
    }

    @Test
    void aDeadInstancesCallsGoToTheNextRegion() {
        stub().kill();
        assertThat(Edge.send(checkIn("x")).body()).contains("checkin of ap");
    }

    @Test
    void point4ACallerWhoLeavesTakesNobodyAlong() throws Exception {
        var first = first(Carriers::echoAll);
        List<CompletableFuture<HttpResponse<String>>> more = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            more.add(begin(checkIn("n" + i)));
        }
        await().until(() -> waiting() == 6);
        more.get(1).cancel(true);
        more.get(4).cancel(true);
        first.cancel(true); // its carrier is under way
        await().until(() -> waiting() == 4);
        gate.countDown();
        for (int i : new int[] {0, 2, 3, 5}) {
            assertThat(more.get(i).get(20, TimeUnit.SECONDS).body()).endsWith(body("n" + i));
        }
        assertThat(carriers.received().getLast())
                .as("whoever left while waiting is not sent")
                .hasSize(4);
    }

    @Test
    void point4TheLimitsOfABodyAreThoseOfAnyCall() throws ExecutionException, InterruptedException {
        assertProblem(Edge.send(checkIn("x".repeat(70_000))), 413, "too-large");
        assertProblem(begin(checkIn("x").header("Content-Encoding", "gzip")).get(), 415, "unsupported-media-type");
        assertThat(Edge.send(checkIn("x".repeat(65_000))).body()).endsWith(body("x".repeat(65_000)));
        assertThat(Edge.send(edge.as("DEU", PATH).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
        assertThat(carriers.received().getLast().getFirst().body()).isEmpty();
        assertProblem(Edge.send(edge.to(PATH).POST(BodyPublishers.ofString(body("x")))), 401, "unauthenticated");
        assertProblem(edge.post(Carrier.PATH, "MGC1"), 404, "not-found");
        assertThat(carriers.received()).hasSize(2);
    }

    @Test
    void point4ABodyMadeOfFramesIsCarriedAsTheBytesThatItIs() {
        byte[] hostile = Frames.carrier(List.of(
                Frames.part(new GatheredCall(1, "POST", "/v1/check-ins", null, List.of(), new byte[] {0, 0, 0, 1}))));
        Edge.send(edge.as("DEU", PATH).POST(BodyPublishers.ofByteArray(hostile)));
        assertThat(carriers.received().getLast().getFirst().body()).isEqualTo(hostile);
    }
}
