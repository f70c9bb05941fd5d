package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Point 10: pages of other origins may call where the settings say so, and nowhere else. */
@TestPropertySource(properties = "meridian.gateway.allowed-origins=https://app.example,https://desk.example")
class CrossOriginIT extends TwoRegions {

    CrossOriginIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point10AnAllowedOriginIsAnsweredTo() throws Exception {
        String preflight = preflight(edge, "https://app.example");
        assertThat(preflight)
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("access-control-allow-origin: https://app.example\r\n")
                .containsIgnoringCase("access-control-allow-methods: GET, POST, PUT, PATCH, DELETE\r\n")
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("vary: origin")
                .doesNotContainIgnoringCase("allow-credentials");
        String call = call(edge, "https://app.example");
        assertThat(call)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("access-control-allow-origin: https://app.example\r\n")
                .containsIgnoringCase("access-control-expose-headers: ");
        HttpResponse<String> refused = Edge.send(edge.to("/v1/nothing").header("Origin", "https://desk.example"));
        assertProblem(refused, 404, "not-found");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                .as("a page may read problems too")
                .contains("https://desk.example");
        assertThat(REGIONS.requests()).as("a preflight goes nowhere").isEqualTo(1);
    }

    @Test
    void point10AnotherOriginIsToldNothing() throws Exception {
        for (String origin : new String[] {
            "https://evil.example",
            "null",
            "http://app.example",
            "https://app.example.evil.example",
            "https://APP.example",
            "https://app.example:444",
            "*"
        }) {
            assertThat(preflight(edge, origin))
                    .startsWith("HTTP/1.1 405 ")
                    .doesNotContainIgnoringCase("access-control-allow");
            assertThat(call(edge, origin)).doesNotContainIgnoringCase("access-control-allow");
        }
    }

    static String preflight(Edge edge, String origin) throws Exception {
        return edge.raw("OPTIONS /v1/check-ins HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");
    }

    static String call(Edge edge, String origin) throws Exception {
        return edge.raw("GET /v1/divisions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");
    }
}
