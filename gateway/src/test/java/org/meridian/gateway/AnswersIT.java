package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.RESULTS;
import static org.meridian.gateway.instances.Service.SAMPLING;
import static org.meridian.gateway.instances.Service.SHARING;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.gateway.stub.StubService;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the gateway answers itself. */
class AnswersIT extends TwoRegions {

    private final int actuatorPort;

    AnswersIT(@LocalServerPort int port, @LocalManagementPort int actuatorPort) {
        super(port);
        this.actuatorPort = actuatorPort;
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

        @ParameterizedTest
        @CsvSource({
            "GET /v1/regions?a=%zz, 400, invalid-request",
            "GET /v1/regions?a=[{|}], 400, invalid-request",
            "NONSENSE, 400, invalid-request",
            "GET /v1/{long}, 431, headers-too-large",
            "GET /v1/regions {long}, 431, headers-too-large"
        })
        void whatTheServerRefusesBeforeAllFiltersWithProblems(String requestLine, int status, String slug)
                throws IOException {
            String[] parts = requestLine.replace("{long}", "a".repeat(9000)).split(" ", 3);
            String head = parts.length == 1 ? parts[0] : parts[0] + " " + parts[1] + " HTTP/1.1";
            String header = parts.length == 3 ? "Authorization: Bearer " + parts[2] + "\r\n" : "";
            String answer = edge.raw(head + "\r\nHost: here\r\nConnection: close\r\n" + header + "\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"type\":\"/problems/" + slug + "\"", "\"traceId\"");
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
        void point10ItsOwnHealthInAWordAndNothingOfTheActuator() {
            for (String probe : List.of("/livez", "/readyz")) {
                assertThat(edge.get(probe).body()).isEqualTo("{\"status\":\"UP\"}");
            }
            for (String path : List.of("/actuator", "/actuator/health", "/actuator/env", "/actuator/prometheus")) {
                assertProblem(edge.get(path), 404, "not-found");
            }
            Edge actuators = new Edge(actuatorPort);
            assertThat(actuators.get("/actuator/health").body()).contains("UP").doesNotContain("components", "details");
            assertThat(actuators.get("/actuator/env").statusCode()).isEqualTo(404);
            assertThat(actuators.get("/v1/regions").statusCode()).isEqualTo(404);
        }

        @Test
        void point10NoPageOfAnotherOriginUnlessThatIsConfigured() throws IOException {
            for (String origin : List.of("https://app.example", "null", "http://127.0.0.1")) {
                String head = "\r\nHost: x\r\nConnection: close\r\nOrigin: " + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\n\r\n";
                assertThat(edge.raw("OPTIONS /v1/check-ins HTTP/1.1" + head))
                        .startsWith("HTTP/1.1 405 ")
                        .doesNotContainIgnoringCase("access-control-");
                assertThat(edge.raw("GET /v1/regions HTTP/1.1" + head))
                        .startsWith("HTTP/1.1 200 ")
                        .doesNotContainIgnoringCase("access-control-");
            }
        }
    }
}
