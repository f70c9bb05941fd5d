package org.meridian.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.Vouch;

/** Point 4: one bad call never touches its neighbours, and only the gateway may gather. */
class CarrierAttacksIT extends CarrierFixture {

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
        assertThat(service.begun).as("not even the calls that could be read").hasValue(0);
    }

    /** The head alone is sent: who sends it all may find the connection ended before the answer is read. */
    @Test
    void point4ACarrierThatIsTooLongIsRefusedAtOnce() throws IOException {
        String head = "POST " + Carrier.PATH + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
                + Carrier.MEDIA_TYPE + "\r\n" + Carrier.SEAL + ": " + seal(new byte[5_000_000])
                + "\r\nContent-Length: 5000000\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().readNBytes(13)).asString().isEqualTo("HTTP/1.1 413 ");
        }
        assertThat(service.begun).hasValue(0);
    }
}
