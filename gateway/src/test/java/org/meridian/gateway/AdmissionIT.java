package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.RESULTS;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.stub.StubService;
import org.meridian.platform.token.Role;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is let in: tokens, headers, bodies. */
class AdmissionIT extends TwoRegions {

    AdmissionIT(@LocalServerPort int port) {
        super(port);
    }

    @Nested
    class Tokens {

        @ParameterizedTest
        @ValueSource(strings = {"/v1/me", "/v1/units", "/v1/statistics/results"})
        void areNeeded(String path) {
            HttpResponse<String> answer = assertProblem(edge.get(path), 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }

        @Test
        void thatAreBadAreRefusedAlsoWhereNoneIsNeeded() {
            String expired = Edge.tokenOf("DEU", Duration.ofHours(-1));
            String forged = Edge.tokenOf("DEU", Duration.ofHours(1)).replaceFirst("\\.[^.]{10}", ".AAAAAAAAAA");
            for (String bad : List.of(
                    "Bearer " + expired,
                    "Bearer " + forged,
                    "Bearer",
                    "Bearer x",
                    "Basic eDp5",
                    "Bearer " + Edge.serviceToken())) {
                for (String path : List.of("/v1/me", "/v1/divisions", "/v1/regions")) {
                    assertProblem(Edge.send(edge.to(path).header("Authorization", bad)), 401, "unauthenticated");
                }
            }
            assertThat(REGIONS.requests()).isZero();
        }

        @Test
        void point1OfARoleThatTheTableDoesNotNameAreRefusedBeforeAnyServiceIsAsked() {
            for (String path : List.of("/v1/units", "/v1/statistics/results", "/v1/tubes/A-1")) {
                String resident = Edge.tokenOf("DEU", Role.RESIDENT);
                assertProblem(Edge.send(edge.to(path).header("Authorization", "Bearer " + resident)), 403, "forbidden");
            }
            assertThat(REGIONS.requests()).isZero();
            String tester = Edge.tokenOf("DEU", Role.RESIDENT, Role.TESTER);
            Edge.send(edge.to("/v1/tubes/A-1").header("Authorization", "Bearer " + tester));
            assertThat(REGIONS.requests()).isEqualTo(1);
        }

        @Test
        void goOnToTheService() {
            Edge.send(edge.as("DEU", "/v1/me"));
            assertThat(REGIONS.service("eu", REGISTRATION).last().headers().getFirst("Authorization"))
                    .startsWith("Bearer ey");
        }
    }

    @Nested
    class HeadersOf {

        @Test
        void theCallerThatClaimTooMuchAreDroppedTheOthersPass() {
            HttpResponse<String> answer = Edge.send(edge.as("DEU", "/v1/me")
                    .header("X-Forwarded-For", "1.2.3.4")
                    .header("Forwarded", "for=1.2.3.4")
                    .header("X-Meridian-Position", "35,139")
                    .header("CF-IPCountry", "TWN")
                    .header("X-Request-Id", "mine")
                    .header("Idempotency-Key", "key-1")
                    .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
            Headers sent = REGIONS.service("eu", REGISTRATION).last().headers();
            assertThat(sent.keySet())
                    .doesNotContain("X-forwarded-for", "Forwarded", "X-meridian-position", "Cf-ipcountry");
            assertThat(sent.getFirst("Idempotency-Key")).isEqualTo("key-1");
            assertThat(sent.getFirst("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
            assertThat(sent.getFirst("X-Request-Id")).hasSize(13).isNotEqualTo("mine");
            assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(sent.getFirst("X-Request-Id"));
        }

        @Test
        void point5TheServiceIsToldHowLongItsAnswerIsWaitedForAndNoCallerSaysIt() {
            for (String claimed : List.of("1", "999999999")) {
                Edge.send(edge.as("DEU", "/v1/me").header("X-Meridian-Deadline", claimed));
                assertThat(REGIONS.service("eu", REGISTRATION).last().headers().get("X-Meridian-Deadline"))
                        .containsExactly("30000");
            }
            Edge.send(edge.as("DEU", "/v1/results")
                    .header("X-Meridian-Deadline", "1")
                    .POST(BodyPublishers.ofString("[]")));
            assertThat(REGIONS.service("eu", RESULTS).last().headers()).doesNotContainKey("X-meridian-deadline");
        }

        @Test
        void anAnswerProtectTheCaller() {
            HttpResponse<String> answer = Edge.send(edge.as("DEU", "/v1/me"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'");
        }

        @Test
        void aServiceAreKeptAndAConfirmationAddsNothingToWhatIsStored() {
            REGIONS.service("eu", CHECKIN).does(exchange -> {
                if (StubService.takesNoCarrier(exchange)) {
                    return;
                }
                boolean same = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
                exchange.getResponseHeaders().set("ETag", "\"v1\"");
                if (!same) {
                    exchange.getResponseHeaders().set("Cache-Control", "private, max-age=5");
                }
                StubService.answer(exchange, same ? 304 : 200, same ? "" : "{}");
            });
            HttpResponse<String> first = Edge.send(edge.as("DEU", "/v1/me/health-code"));
            assertThat(first.headers().allValues("Cache-Control")).containsExactly("private, max-age=5");
            assertThat(first.headers().allValues("Vary"))
                    .as("another person's call from the same browser")
                    .containsExactly("Authorization");
            assertThat(first.headers().firstValue("ETag")).contains("\"v1\"");
            HttpResponse<String> second =
                    Edge.send(edge.as("DEU", "/v1/me/health-code").header("If-None-Match", "\"v1\""));
            assertThat(second.statusCode()).isEqualTo(304);
            assertThat(second.headers().firstValue("ETag")).contains("\"v1\"");
            assertThat(second.headers().firstValue("Cache-Control")).isEmpty();
        }
    }

    @Nested
    class Bodies {

        private final byte[] tooLong = " ".repeat(64 * 1024 + 1).getBytes(StandardCharsets.UTF_8);

        @Test
        void thatAreTooLongAreRefusedWithAndWithoutALength() {
            for (String path : List.of("/v1/otp", "/v1/token")) {
                assertProblem(Edge.send(edge.to(path).POST(BodyPublishers.ofByteArray(tooLong))), 413, "too-large");
                assertProblem(Edge.send(edge.to(path).POST(Edge.ofUnknownLength(tooLong))), 413, "too-large");
            }
            var patch = edge.as("DEU", "/v1/me").method("PATCH", Edge.ofUnknownLength(tooLong));
            assertProblem(Edge.send(patch), 413, "too-large");
            assertThat(REGIONS.requests()).isZero();
        }

        @Test
        void ofABatchMayBeLonger() {
            String path = "/v1/places/DEU-" + ULID + "/check-ins/batch";
            var batch = edge.as("DEU", path).POST(BodyPublishers.ofByteArray(tooLong));
            assertThat(Edge.send(batch).statusCode()).isEqualTo(200);
            assertThat(REGIONS.service("eu", CHECKIN).last().body()).hasSize(tooLong.length);
        }

        @Test
        void ofAnUploadArriveWhileTheyAreStillBeingSent() {
            var begun = new CompletableFuture<Boolean>();
            StubService results = REGIONS.service("eu", RESULTS);
            results.does(exchange -> {
                InputStream body = exchange.getRequestBody();
                long read = body.readNBytes(1000).length;
                begun.complete(true);
                read += body.transferTo(OutputStream.nullOutputStream());
                StubService.answer(exchange, 200, "{\"read\":" + read + "}");
            });
            InputStream first = new ByteArrayInputStream(new byte[100_000]);
            InputStream rest = new Late(new ByteArrayInputStream(new byte[5_000_000]), begun);
            var upload = edge.as("DEU", "/v1/results")
                    .timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofInputStream(
                            () -> new SequenceInputStream(Collections.enumeration(List.of(first, rest)))));
            assertThat(Edge.send(upload).body()).isEqualTo("{\"read\":5100000}");
        }
    }

    /** Gives nothing before somebody has begun to read what came first. */
    private static final class Late extends FilterInputStream {

        private final CompletableFuture<Boolean> begun;

        Late(InputStream in, CompletableFuture<Boolean> begun) {
            super(in);
            this.begun = begun;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            begun.join();
            return super.read(into, offset, length);
        }
    }
}
