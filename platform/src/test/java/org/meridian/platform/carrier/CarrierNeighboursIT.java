package org.meridian.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Point 4: what goes together stays apart: answers, keys, failures, slowness. */
@ExtendWith(OutputCaptureExtension.class)
class CarrierNeighboursIT extends CarrierFixture {

    @Test
    void point4AThousandCallersAtOnceEachGetTheirOwnAnswer() throws Exception {
        try (ExecutorService gateways = Executors.newFixedThreadPool(4)) {
            List<Future<List<String>>> strays = IntStream.range(0, 10)
                    .mapToObj(carrier -> gateways.submit(() -> straysOf(carrier)))
                    .toList();
            for (Future<List<String>> found : strays) {
                assertThat(found.get()).isEmpty();
            }
        }
        assertThat(service.begun).hasValue(1000);
    }

    private List<String> straysOf(int carrier) {
        List<ResidentId> people = new ArrayList<>();
        List<GatheredCall> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ResidentId person = TestTokens.aResident("DEU");
            people.add(person);
            String body = "{\"text\":\"" + "y".repeat(i * 7) + carrier + "-" + i + "\"}";
            calls.add(new GatheredCall(
                    carrier * 1000L + i,
                    "POST",
                    "/v1/echo",
                    "q=" + carrier + "-" + i,
                    echo(
                                    TestTokens.resident(person),
                                    "x",
                                    "traceparent",
                                    trace(carrier, i),
                                    "X-Request-Id",
                                    id(carrier, i))
                            .headers(),
                    body.getBytes(StandardCharsets.UTF_8)));
        }
        List<GatheredAnswer> answers = gathered(calls);
        List<String> strays = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            JsonNode seen = JsonMapper.shared().readTree(answers.get(i).body());
            boolean own = seen.path("subject").asString().equals(people.get(i).toString())
                    && seen.path("text").asString().endsWith("y" + carrier + "-" + i) == (i > 0)
                    && seen.path("q").asString().equals(carrier + "-" + i)
                    && seen.path("length").asInt() == calls.get(i).body().length
                    && trace(carrier, i).contains(seen.path("traceId").asString())
                    && seen.path("request").asString().equals(id(carrier, i));
            if (!own) {
                strays.add(seen.toString());
            }
        }
        return strays;
    }

    private static String trace(int carrier, int call) {
        return "00-%016x%016x-00000000000000a1-01".formatted(carrier + 1, call + 1);
    }

    private static String id(int carrier, int call) {
        return "C" + carrier + "I" + call;
    }

    @Test
    void point4OneThatThrowsOrComesLateOrIsTooLongOrHangsUpHarmsNoNeighbour(CapturedOutput output) {
        List<GatheredAnswer> answers = gathered(List.of(
                echo(RESIDENT, "before"),
                call("GET", "/v1/me/broken", null, ""),
                call("GET", "/v1/me/late", null, ""),
                call("GET", "/v1/me/long", null, ""),
                call("GET", "/v1/me/hung-up", null, ""),
                echo(RESIDENT, "after")));
        assertThat(answers.stream().map(GatheredAnswer::status).toList())
                .startsWith(200, 500, 500, 500)
                .endsWith(200);
        assertThat(text(answers.get(0))).contains("before");
        assertThat(text(answers.get(5))).contains("after");
        for (GatheredAnswer failed : answers.subList(1, 4)) {
            assertThat(text(failed)).contains("/problems/internal").doesNotContain("secret", "gathered", "Exception");
        }
        assertThat(output).contains("cannot be gathered"); // whoever marked such a call as one to be gathered is told
        assertThat(gathered(List.of(echo(RESIDENT, "caf\u00e9", "X-Note", "caf\u00e9"))))
                .as("characters are bytes")
                .allSatisfy(answer -> assertThat(text(answer)).contains("[\"caf\u00e9\"]", "\"caf\u00e9\""));
        // processors that failed are not used for anybody else
        assertThat(gathered(List.of(echo(RESIDENT, "1"), echo(RESIDENT, "2"))))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void point4ASlowOneKeepsNoNeighbour() throws Exception {
        service.gate = new CountDownLatch(1);
        byte[] carrier = framed(
                List.of(call("GET", "/v1/me/slow", null, ""), echo(RESIDENT, "quick"), echo(RESIDENT, "quick too")));
        HttpResponse<InputStream> answer = send(carrier(carrier, seal(carrier)).build(), BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            assertThat(List.of(next(in).index(), next(in).index())).containsExactlyInAnyOrder(1, 2);
            assertThat(service.ended).hasValue(0);
            service.gate.countDown();
            assertThat(text(next(in))).isEqualTo("at last");
            assertThat(in.read()).as("the carrier ends").isEqualTo(-1);
        }
    }

    @Test
    void aGatewayThatDiesInTheMiddleStopsNothingThatWasBegun(CapturedOutput output) throws Exception {
        service.gate = new CountDownLatch(1);
        byte[] carrier = framed(IntStream.range(0, 20)
                .mapToObj(i -> call("GET", "/v1/me/slow", null, ""))
                .toList());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0); // a reset, as of a process that was killed
            String head = "POST " + Carrier.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Carrier.MEDIA_TYPE
                    + "\r\n" + Carrier.SEAL + ": " + seal(carrier) + "\r\nContent-Length: " + carrier.length
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(carrier);
            await().untilAtomic(service.begun, org.hamcrest.Matchers.is(20));
        }
        service.gate.countDown();
        await().untilAtomic(service.ended, org.hamcrest.Matchers.is(20));
        assertThat(gathered(List.of(echo(RESIDENT, "honest"))).getFirst().status())
                .isEqualTo(200);
        assertThat(output).doesNotContain("unexpected failure", "\tat ", "ClientAbort", "Broken pipe");
    }

    @Test
    void point4EachHasAnIdempotencyKeyOfItsOwn() {
        String other = TestTokens.resident(TestTokens.aResident("DEU"));
        List<GatheredCall> calls =
                List.of(note(RESIDENT, "a", "k1"), note(other, "b", "k1"), note(RESIDENT, "c", "k2"));
        List<GatheredAnswer> first = gathered(calls);
        List<GatheredAnswer> again = gathered(calls);
        assertThat(first).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(again.stream().map(CarrierFixture::text).toList())
                .isEqualTo(first.stream().map(CarrierFixture::text).toList());
        assertThat(gathered(List.of(note(RESIDENT, "d", "k1"))).getFirst().status())
                .as("the same key with another body")
                .isEqualTo(422);
        // a row that fails fails alone
        assertThat(gathered(List.of(note(RESIDENT, "a", "k3"), note(RESIDENT, "e", "k4"))).stream()
                        .map(GatheredAnswer::status))
                .containsExactly(409, 201);
        assertThat(jdbc.sql("SELECT title FROM note WHERE country_code = 'DEU' ORDER BY title")
                        .query(String.class)
                        .list())
                .containsExactly("a", "b", "c", "e");
    }

    private GatheredCall note(String token, String title, String key) {
        return call(
                "POST",
                "/v1/notes",
                token,
                "{\"country\":\"DEU\",\"title\":\"" + title + "\"}",
                "Idempotency-Key",
                key + "-" + port);
    }
}
