package org.meridian.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered before the codec is answered as behind it: each request once, in order, with its own answer. */
class FirstGlanceTests {

    private static final String INNER = "GET /v1/me/results HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String REFUSED = "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: " + INNER.length()
            + "\r\n\r\n" + INNER; // a body that looks like a request
    private static final String REFUSED_TOO = "GET /v1/me/health-code HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OPEN = "GET /v1/me/results?from=1 HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OPEN_TOO =
            "POST /v1/otp HTTP/1.1\r\nHost: x\r\nContent-Length: " + REFUSED_TOO.length() + "\r\n\r\n" + REFUSED_TOO;
    private static final String STREAM = REFUSED + OPEN + REFUSED_TOO + REFUSED + OPEN_TOO + REFUSED_TOO;

    private static final List<String> ANSWERS =
            List.of("503", "200 GET /v1/me/results?from=1 ", "503", "503", "200 POST /v1/otp " + REFUSED_TOO, "503");

    @Test
    void aStreamIsAnsweredTheSameWhereverItIsCut() {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            Doorstep doorstep = Doorstep.withGlance();
            doorstep.send(STREAM.substring(0, cut)).send(STREAM.substring(cut));
            assertThat(doorstep.answers()).as("cut at " + cut).isEqualTo(ANSWERS);
        }
    }

    @Test
    void aStreamIsAnsweredTheSameInPiecesOfAnyLength() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int longest = 1 + random.nextInt(STREAM.length());
            Doorstep doorstep = Doorstep.withGlance();
            for (int at = 0; at < STREAM.length(); ) {
                int end = Math.min(STREAM.length(), at + 1 + random.nextInt(longest));
                doorstep.send(STREAM.substring(at, end));
                at = end;
            }
            assertThat(doorstep.answers()).as("seed " + seed).isEqualTo(ANSWERS);
        }
    }

    @Test
    void oneAtATimeEachIsAnsweredAtOnce() {
        Doorstep doorstep = Doorstep.withGlance();
        List<String> requests = List.of(REFUSED, OPEN, REFUSED_TOO, REFUSED, OPEN_TOO, REFUSED_TOO);
        for (int i = 0; i < requests.size(); i++) {
            doorstep.send(requests.get(i));
            assertThat(doorstep.answers()).isEqualTo(ANSWERS.subList(0, i + 1));
        }
        assertThat(doorstep.behind).hasSize(2);
    }

    @Test
    void nobodyIsAnsweredBeforeWhoAskedFirst() {
        Doorstep doorstep = Doorstep.answeringLater();
        doorstep.send(REFUSED + OPEN + REFUSED_TOO);
        doorstep.send(REFUSED);
        assertThat(doorstep.answers()).isEqualTo(ANSWERS.subList(0, 1));
        doorstep.answerNext();
        doorstep.answerNext();
        doorstep.answerNext();
        assertThat(doorstep.answers())
                .containsExactly(
                        "503",
                        "200 GET /v1/me/results?from=1 ",
                        "200 GET /v1/me/health-code ",
                        "200 POST /v1/check-ins " + INNER);
        doorstep.send(REFUSED);
        assertThat(doorstep.answers()).hasSize(5).last().isEqualTo("503");
    }

    @Test
    void bothWaysToRefuseSayTheSame() {
        String early = masked(Doorstep.withGlance().send(REFUSED).text());
        String further = masked(Doorstep.without().send(REFUSED).text());
        assertThat(early).startsWith("HTTP/1.1 503 Service Unavailable\r\n").contains("/problems/overloaded");
        assertThat(early.lines().sorted()).isEqualTo(further.lines().sorted().toList());
        assertThat(Doorstep.withGlance().send(REFUSED + REFUSED).text()).isNotEqualTo(early + early);
    }

    private static String masked(String answer) {
        return Doorstep.withoutTrace(answer).replaceAll("(?i)x-request-id: [0-9A-Z]{13}", "request");
    }

    @Test
    void whatHangsUpOnTheIdleIsShownACallNowAndThen() {
        Doorstep doorstep = Doorstep.showingAll();
        doorstep.send(REFUSED).send(REFUSED + OPEN);
        assertThat(doorstep.answers()).containsExactly("503", "503", ANSWERS.get(1));
    }

    /** What is sent before, behind and in two pieces: the same requests come through as without the first glance, no others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nAccept: a\r\n Content-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\nHost: x\nContent-Length: 5\n\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.0\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nOrigin: https://x\r\nContent-Length: 5\r\n\r\n12345",
                "GET /v1/check-ins HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n12345678",
                "HEAD /v1/me/health-code HTTP/1.1\r\nHost: x\r\n\r\n",
                "\r\n\r\nGET /v1/me/health-code HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/me/health-code HTTP/1.1\r\nHost: x\r\nAccept: \u0000\r\n\r\n",
                "GET http://x/v1/me/health-code HTTP/1.1\r\nHost: x\r\n\r\n",
                "GE",
                "nonsense\r\n\r\n"
            })
    void anAttackGetsNoFurtherThanWithout(String attack) {
        String all = REFUSED + attack + REFUSED_TOO + OPEN + REFUSED;
        byte[] bytes = all.getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = REFUSED.length() - 2; cut < REFUSED.length() + attack.length() + 3; cut++) {
            Doorstep with = Doorstep.withGlance();
            Doorstep without = Doorstep.without();
            for (Doorstep doorstep : List.of(with, without)) {
                doorstep.send(Arrays.copyOf(bytes, cut)).send(Arrays.copyOfRange(bytes, cut, bytes.length));
            }
            assertThat(with.answers()).as("cut at " + cut).isEqualTo(without.answers());
            assertThat(with.behind).isEqualTo(without.behind);
        }
    }

    @Test
    void aHeadThatIsTooLongIsTheCodecsToRefuse() {
        for (int length : new int[] {3900, 5000, 9000, 20_000}) {
            String all = REFUSED + "GET /v1/me/health-code HTTP/1.1\r\nHost: x\r\nAccept: " + "a".repeat(length)
                    + "\r\n\r\n" + REFUSED;
            Doorstep with = Doorstep.withGlance().send(all);
            Doorstep without = Doorstep.without().send(all);
            assertThat(with.answers()).isEqualTo(without.answers()).isNotEmpty();
        }
    }
}
