package org.meridian.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.Vouch;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Point 4: one bad call never touches its neighbours, nothing shifts an answer, and only the gateway may gather. */
@ExtendWith(OutputCaptureExtension.class)
class CarrierAttacksIT extends CarrierFixture {

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
    void point4ABodyMadeOfFramesIsNothingButABadBody() {
        GatheredCall victim = echo(RESIDENT, "victim");
        byte[] carrier = framed(List.of(echo(RESIDENT, "smuggled"), echo(RESIDENT, "too")));
        byte[] answer = Frames.answer(new GatheredAnswer(1, victim.ticket(), 200, List.of(), new byte[9]));
        List<GatheredAnswer> answers = gathered(List.of(
                call("POST", "/v1/echo", RESIDENT, carrier),
                victim,
                call("POST", "/v1/echo", RESIDENT, answer),
                echo(RESIDENT, "MGC1 Content-Length: 0")));
        assertThat(answers.stream().map(GatheredAnswer::status)).containsExactly(400, 200, 400, 200);
        assertThat(text(answers.get(1))).contains("\"victim\"");
        assertThat(service.begun).as("what ran").hasValue(2);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/gathered",
                "/internal/events",
                "/internal/erasures/unknown",
                "/v1/../internal/events",
                "/v1/%2e%2e/internal/events",
                "/v1/..;/internal/events",
                "/v1//echo",
                "/v1/echo;a=b",
                "/v1/ech%6f",
                "/v1/echo/",
                "/actuator/health",
                "/livez",
                "/error",
                "v1/echo",
                "/",
                "",
                "*",
                "http://elsewhere/v1/echo",
                "/v1/echo\u0000",
                "/v1/echo\r\nX: y"
            })
    void point4AGatheredCallReachesNoOtherAddress(String path) {
        GatheredCall honest = echo(RESIDENT, "honest");
        for (String token : List.of(RESIDENT, TestTokens.service("registration"))) {
            GatheredCall hostile =
                    new GatheredCall(5, "POST", path, null, echo(token, "x").headers(), new byte[] {'[', ']'});
            List<GatheredAnswer> answers = gathered(List.of(hostile, honest));
            assertThat(answers.get(0).status()).isEqualTo(404);
            assertThat(text(answers.get(0))).contains("/problems/not-found");
            assertThat(answers.get(1).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Note, 'a\r\nAuthorization: Bearer x'",
        "X-Note, 'a\nb'",
        "X-Note, 'a\u0000b'",
        "'X-Note\r\nX', a",
        "'X Note', a",
        "'', a",
        "Content-Length, 3",
        "content-length, 3000000",
        "Transfer-Encoding, chunked",
        "Host, elsewhere",
        "Connection, close",
        "Expect, 100-continue",
        "Upgrade, h2c",
        "X-Meridian-Seal, x"
    })
    void point4HeadersThatAreNoneEndTheirOwnCallAlone(String name, String value) {
        List<GatheredAnswer> answers = gathered(List.of(echo(RESIDENT, "x", name, value), echo(RESIDENT, "honest")));
        assertThat(answers.stream().map(GatheredAnswer::status)).containsExactly(400, 200);
        assertThat(service.begun).hasValue(1);
    }

    @Test
    void point4WithoutTheGatewaysSealNothingIsLookedAt() {
        byte[] carrier = framed(List.of(echo(RESIDENT, "forged")));
        byte[] other = framed(List.of(echo(RESIDENT, "another")));
        Vouch foreign = new Vouch(TestTokens.keys(), "us", Clock.systemUTC());
        List<String> seals = Arrays.asList(
                null,
                "",
                "1.",
                "x",
                seal(other),
                seal(carrier) + "A",
                seal(carrier).substring(1),
                "2" + seal(carrier).substring(1),
                foreign.seal(Carrier.PURPOSE, carrier),
                EU.seal("vouch", carrier),
                EU.seal("", carrier));
        for (String seal : seals) {
            assertThat(send(carrier(carrier, seal).build(), BodyHandlers.ofString())
                            .statusCode())
                    .as(seal)
                    .isEqualTo(401);
            for (String token : List.of(
                    RESIDENT,
                    TestTokens.service("registration"),
                    TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.ADMIN))) {
                assertThat(send(
                                        carrier(carrier, seal)
                                                .header("Authorization", "Bearer " + token)
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(403);
            }
        }
        assertThat(service.begun).hasValue(0);
    }

    @Test
    void point4ASealedCarrierThatIsNoneIsRefusedWhole() {
        byte[] whole = framed(List.of(echo(RESIDENT, "one"), echo(RESIDENT, "two")));
        List<byte[]> broken = new ArrayList<>(List.of(new byte[0], Arrays.copyOf(whole, whole.length + 1)));
        for (int length = 3; length < whole.length; length += 97) {
            broken.add(Arrays.copyOf(whole, length));
        }
        for (byte[] body : broken) {
            HttpResponse<String> answer = send(carrier(body, seal(body)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("/problems/invalid-request");
        }
        byte[] huge = new byte[5_000_000];
        assertThat(send(carrier(huge, seal(huge)).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
        assertThat(service.begun).as("not even the calls that could be read").hasValue(0);
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
