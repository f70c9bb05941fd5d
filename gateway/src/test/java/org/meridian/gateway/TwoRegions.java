package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.gateway.stub.StubRegions;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway of eu in front of stubs of eu and ap; us has no services. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"meridian.region=eu", "meridian.gateway.health-interval=100ms"})
abstract class TwoRegions {

    static final StubRegions REGIONS = new StubRegions("eu", "ap");
    static final String ULID = "01JD7KZ8Q4TN3WVYB5M6XCH2RE";

    final Edge edge;

    TwoRegions(int port) {
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

    String status(String region) {
        return json(edge.get("/v1/regions"))
                .valueStream()
                .filter(r -> r.path("region").asString().equals(region))
                .map(r -> r.path("status").asString())
                .findFirst()
                .orElseThrow();
    }

    static HttpResponse<String> assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
        return answer;
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
