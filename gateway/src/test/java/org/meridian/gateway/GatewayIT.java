package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.RESULTS;
import static org.meridian.gateway.instances.Service.SAMPLING;
import static org.meridian.gateway.instances.Service.SHARING;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.stub.StubRegions;
import org.meridian.gateway.stub.StubService;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway of eu in front of stubs of eu and ap; us has no services. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"meridian.region=eu", "meridian.gateway.health-interval=100ms"})
class GatewayIT {

    private static final StubRegions REGIONS = new StubRegions("eu", "ap");
    private static final String ULID = "01JD7KZ8Q4TN3WVYB5M6XCH2RE";

    private final Edge edge;

    GatewayIT(@LocalServerPort int port) {
        edge = new Edge(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        REGIONS.register(properties);
        properties.add("meridian.keys", Edge.KEYS::toString);
    }

    @BeforeEach
    void everythingIsUp() {
        REGIONS.reset();
        await().until(() -> status("eu").equals("UP") && status("ap").equals("UP"));
    }

    @Nested
    class Routes {

        @ParameterizedTest
        @CsvSource({"DEU, eu", "TWN, ap", "USA, eu"}) // us is not there: the nearest to it stands in
        void byTheTokensCountry(String country, String region) {
            HttpResponse<String> answer = Edge.send(edge.as(country, "/v1/me/results"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("results of " + region);
        }

        @ParameterizedTest
        @CsvSource({"DEU, eu", "TWN, ap"})
        void byTheIdInThePath(String country, String region) {
            assertThat(Edge.send(edge.as("DEU", "/v1/units/" + country + "-" + ULID))
                            .body())
                    .contains("sharing of " + region);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                /v1/otp           | {"phone":"+886","country":"TWN"}      | registration of ap
                /v1/otp           | {"phone":"+49","country":"DEU"}       | registration of eu
                /v1/otp           | {"country":                           | registration of eu
                /v1/residents     | {"challengeId":"x","country":"TWN"}   | registration of ap
                /v1/token         | {"challengeId":"TWN-01J","code":"1"}  | registration of ap
                /v1/token         | {"challengeId":"XXX-01J","code":"1"}  | registration of eu
                /v1/token/refresh | {"refreshToken":"TWN.abc"}            | registration of ap
                """)
        void byTheBodyWhichGoesOnUnchanged(String path, String body, String who) {
            HttpResponse<String> answer = edge.post(path, body);
            assertThat(answer.body()).contains(who);
            String region = who.substring(who.length() - 2);
            assertThat(REGIONS.service(region, REGISTRATION).last().body()).isEqualTo(body);
        }

        @Test
        void aCheckInByThePlaceAndNotByThePerson() {
            var request =
                    edge.as("DEU", "/v1/check-ins").POST(BodyPublishers.ofString("{\"place\":\"TWN-" + ULID + "\"}"));
            assertThat(Edge.send(request).body()).contains("checkin of ap");
        }

        @Test
        void queriesAndEscapesReachTheServiceAsTheyWere() {
            edge.get("/v1/divisions?country=CHN&parent=%2B1%2F0&x=a+b");
            assertThat(REGIONS.service("eu", REGISTRATION).last().uri())
                    .isEqualTo("/v1/divisions?country=CHN&parent=%2B1%2F0&x=a+b");
        }

        @Test
        void aCountryThatNobodyServesIs422AndNobodyIsAsked() {
            assertProblem(edge.post("/v1/otp", "{\"country\":\"XXX\"}"), 422, "unknown-country");
            assertProblem(Edge.send(edge.as("DEU", "/v1/units/XXX-" + ULID)), 422, "unknown-country");
            assertThat(edge.post("/v1/otp", "{\"country\":\"XXX\"}").body()).contains("/v1/regions");
            assertThat(REGIONS.requests()).isZero();
        }
    }

    @Nested
    class FailsOver {

        @Test
        void toTheNextRegionWhileTheHomeOneIsDeadAndBackAfterwards() {
            REGIONS.service("eu", CHECKIN).kill();
            for (int i = 0; i < 5; i++) {
                assertThat(checkIn().body()).contains("checkin of ap");
            }
            await().until(() -> status("eu").equals("DEGRADED"));
            REGIONS.service("eu", CHECKIN).start();
            await().until(() -> checkIn().body().contains("checkin of eu"));
        }

        private HttpResponse<String> checkIn() {
            return Edge.send(
                    edge.as("DEU", "/v1/check-ins").POST(BodyPublishers.ofString("{\"place\":\"DEU-" + ULID + "\"}")));
        }

        @Test
        void toA503WithRetryAfterWhenNobodyIsLeft() {
            REGIONS.service("eu", SHARING).kill();
            REGIONS.service("ap", SHARING).kill();
            HttpResponse<String> answer = assertProblem(
                    Edge.send(edge.as("TWN", "/v1/me/consents").timeout(Duration.ofSeconds(2))),
                    503,
                    "service-unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(json(answer).path("region").asString()).isEqualTo("ap");
            assertThat(json(answer).path("service").asString()).isEqualTo("sharing");
        }

        @Test
        void toAProblemThatNamesTheRegionWhenAllOfItIsDead() {
            REGIONS.killRegion("eu");
            REGIONS.killRegion("ap");
            await().until(() -> status("ap").equals("DOWN"));
            HttpResponse<String> answer = assertProblem(Edge.send(edge.as("TWN", "/v1/me")), 503, "region-unavailable");
            assertThat(json(answer).path("region").asString()).isEqualTo("ap");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }

        @Test
        void notForAPostThatMayHaveArrived() {
            REGIONS.service("eu", CHECKIN).does(exchange -> {
                REGIONS.service("eu", CHECKIN).remember(exchange);
                exchange.close(); // without an answer
            });
            assertProblem(checkIn(), 503, "service-unavailable");
            assertThat(REGIONS.requests()).isEqualTo(1);
        }

        @Test
        void forAReadThatGotNoAnswer() {
            REGIONS.service("eu", CHECKIN).does(exchange -> exchange.close());
            assertThat(Edge.send(edge.as("DEU", "/v1/me/health-code")).body()).contains("checkin of ap");
        }
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
                boolean same = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
                exchange.getResponseHeaders().set("ETag", "\"v1\"");
                if (!same) {
                    exchange.getResponseHeaders().set("Cache-Control", "private, max-age=5");
                }
                StubService.answer(exchange, same ? 304 : 200, same ? "" : "{}");
            });
            HttpResponse<String> first = Edge.send(edge.as("DEU", "/v1/me/health-code"));
            assertThat(first.headers().allValues("Cache-Control")).containsExactly("private, max-age=5");
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

    @Nested
    class Answers {

        @Test
        void unknownAddressesAndWrongMethodsWithProblems() {
            assertProblem(edge.get("/v1/nothing"), 404, "not-found");
            assertProblem(edge.get("/internal/events"), 404, "not-found");
            assertProblem(edge.get("/dev/outbox?phone=1"), 404, "not-found");
            assertProblem(edge.get("/problems/nothing"), 404, "not-found");
            HttpResponse<String> wrong = assertProblem(
                    Edge.send(edge.as("DEU", "/v1/me").PUT(BodyPublishers.noBody())), 405, "method-not-allowed");
            assertThat(wrong.headers().firstValue("Allow")).contains("DELETE, GET, PATCH");
        }

        @Test
        void theTraceOfAProblemIsTheCallers() {
            var request = edge.to("/v1/nothing")
                    .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            assertThat(json(Edge.send(request)).path("traceId").asString())
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
        }

        @Test
        void theRegionsNearestFirst() {
            JsonNode here = json(edge.get("/v1/regions"));
            assertThat(here.valueStream().map(r -> r.path("region").asString())).containsExactly("eu", "us", "ap");
            assertThat(here.get(1).path("status").asString()).isEqualTo("DOWN");
            assertThat(here.get(0).path("countries").valueStream().map(JsonNode::asString))
                    .contains("DEU");
            JsonNode there = json(Edge.send(edge.as("TWN", "/v1/regions")));
            assertThat(there.get(0).path("region").asString()).isEqualTo("ap");
            assertThat(there.get(0).propertyNames())
                    .containsExactly("region", "countries", "url", "latitude", "longitude", "status");
        }

        @Test
        void aPageForEachProblem() {
            assertThat(edge.get("/problems").body()).contains("/problems/tube-full");
            HttpResponse<String> page = edge.get("/problems/unauthenticated");
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.body()).contains("401", "<code>Authorization: Bearer &lt;token&gt;</code>");
        }

        @Test
        void oneOpenApiDocumentAlsoWhenAServiceIsDead() {
            for (var service : List.of(REGISTRATION, CHECKIN, RESULTS, SHARING)) {
                for (String region : List.of("eu", "ap")) {
                    REGIONS.service(region, service).kill();
                }
            }
            REGIONS.service("eu", SAMPLING)
                    .does(exchange -> StubService.answer(
                            exchange, 200, "{\"openapi\":\"3.1.0\",\"paths\":{\"/v1/sites\":{\"get\":{}}}}"));
            JsonNode document = json(edge.get("/openapi.json"));
            assertThat(document.path("openapi").asString()).startsWith("3.1");
            assertThat(document.path("paths").propertyNames()).contains("/v1/sites", "/v1/regions");
            assertThat(document.at("/info/description").asString()).contains("sharing");
        }

        @Test
        void aPageToBrowseItWithNothingFromElsewhere() {
            assertThat(edge.get("/docs").body())
                    .contains("swagger-ui-bundle.js")
                    .doesNotContain("http://", "https://");
            for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js", "favicon-32x32.png")) {
                assertThat(edge.get("/docs/" + file).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void itsOwnHealth() {
            assertThat(edge.get("/actuator/health").body()).contains("UP");
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

    private String status(String region) {
        return json(edge.get("/v1/regions"))
                .valueStream()
                .filter(r -> r.path("region").asString().equals(region))
                .map(r -> r.path("status").asString())
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
