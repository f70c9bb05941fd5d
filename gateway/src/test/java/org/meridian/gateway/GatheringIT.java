package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.gathering.Gatherers;
import org.meridian.gateway.stub.Carriers;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;
import org.meridian.platform.token.Vouch;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Point 4: the hottest calls go together, and each caller gets the answer to their own call, or an honest problem. */
class GatheringIT extends GatheringFixture {

    GatheringIT(@LocalServerPort int port, @Autowired Gatherers gatherers) {
        super(port, gatherers);
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
