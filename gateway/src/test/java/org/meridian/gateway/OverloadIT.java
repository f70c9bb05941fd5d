package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.RESULTS;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meridian.platform.token.Role;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Point 5: more than a service can do, and what becomes of it at the edge. */
class OverloadIT extends SlowServices {

    OverloadIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point5WhatIsTooMuchIsToldSoAndReachesNoService() {
        fill(4, "/v1/me/health-code");
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer =
                    assertProblem(Edge.send(edge.as("DEU", "/v1/me/health-code")), 503, "overloaded");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow())
                    .hasSize(13);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(REGIONS.service("eu", CHECKIN).received()).hasSize(4);
        isSlowNoMore();
        await().until(() -> Edge.send(edge.as("DEU", "/v1/me/health-code")).statusCode() == 200);
    }

    @Test
    void point5TheLowerAreRefusedWhileThereIsRoomForTheHigher() {
        fill(2, "/v1/me/health-code");
        assertProblem(Edge.send(edge.as("DEU", "/v1/me/check-ins")), 503, "overloaded"); // a decoration
        fill(1, "/v1/places/DEU-" + ULID);
        assertProblem(Edge.send(edge.as("DEU", "/v1/places/DEU-" + ULID)), 503, "overloaded"); // neither first nor last
        fill(1, "/v1/me/health-code");
        assertProblem(Edge.send(edge.as("DEU", "/v1/me/health-code")), 503, "overloaded");
    }

    @Test
    void point5OneServiceOfOneRegionTakesNothingFromTheOthersNorFromProbes() {
        fill(4, "/v1/me/health-code");
        assertThat(Edge.send(edge.as("DEU", "/v1/me/results")).statusCode()).isEqualTo(200);
        assertThat(Edge.send(edge.as("TWN", "/v1/me/health-code")).statusCode()).isEqualTo(200);
        assertThat(edge.get("/livez").statusCode()).isEqualTo(200);
        assertThat(edge.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(REGIONS.service("eu", RESULTS).received()).hasSize(1);
    }

    @Test
    void point5AForgedTokenIsNotEvenLookedAtThen() {
        fill(4, "/v1/me/health-code");
        String genuine = Edge.tokenOf("DEU", Duration.ofHours(1));
        String forged = genuine.substring(0, genuine.length() - 10) + "AAAAAAAAAA";
        var request = edge.to("/v1/me/health-code").header("Authorization", "Bearer " + forged);
        assertProblem(Edge.send(request), 503, "overloaded");
        isSlowNoMore();
        await().until(() -> Edge.send(edge.to("/v1/me/health-code").header("Authorization", "Bearer " + forged))
                        .statusCode()
                == 401);
    }

    @Test
    void point5ThePageOfABrowserIsToldThroughTheOrdinaryWay() {
        fill(4, "/v1/me/health-code");
        var request = edge.as("DEU", "/v1/me/health-code").header("Origin", "https://elsewhere.example");
        assertProblem(Edge.send(request), 503, "overloaded");
        assertProblem(
                Edge.send(edge.as("DEU", "/v1/check-ins")
                        .POST(Edge.ofUnknownLength("{}".getBytes(StandardCharsets.UTF_8)))),
                503,
                "overloaded");
    }

    @Test
    void point5WhoeverGoesAwayMakesRoom() {
        fill(4, "/v1/me/health-code");
        oneGoesAway();
        await().until(() -> inFlight(CHECKIN) == 3);
        fill(1, "/v1/me/health-code");
    }

    /** A laboratory's device reports tube by tube: thousands of those are calls like others. A file of any length is not. */
    @Test
    void point5AnUploadThatIsSaidToBeShortIsCountedAndALongerOneIsNot() {
        isSlow(RESULTS);
        fill(1, () -> upload(new byte[(4 << 10) + 1]));
        assertThat(inFlight(RESULTS)).isZero();
        fill(4, () -> upload(new byte[4 << 10]));
        assertThat(inFlight(RESULTS)).isEqualTo(4);
        assertProblem(Edge.send(upload(new byte[2])), 503, "overloaded");
        assertProblem(Edge.send(upload(new byte[(4 << 10) + 1])), 503, "overloaded");
        isSlowNoMore();
        await().until(() -> inFlight(RESULTS) == 0);
    }

    private HttpRequest.Builder upload(byte[] body) {
        return edge.to("/v1/results")
                .header("Authorization", "Bearer " + Edge.tokenOf("DEU", Role.TESTER))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }
}
