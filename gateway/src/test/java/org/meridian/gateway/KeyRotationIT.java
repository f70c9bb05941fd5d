package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.meridian.platform.token.KeyRotation;
import org.springframework.boot.test.web.server.LocalServerPort;

class KeyRotationIT extends TwoRegions {

    private static final String KEY = "registration-ap";

    KeyRotationIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point2ARunningGatewayLearnsANewKeyAndForgetsADroppedOne() {
        KeyRotation rotation = new KeyRotation(Edge.KEYS, Clock.systemUTC());
        String old = Edge.tokenOf("TWN", Duration.ofMinutes(5));
        assertThat(status(old, "/v1/me")).isEqualTo(200);

        String fresh = rotation.publish(KEY, KeyRotation.SHORTEST_LEAD).id().toString();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String token = Edge.tokenOf("TWN", Duration.ofMinutes(5));
            assertThat(status(token, "/v1/me")).isEqualTo(200); // by whichever version, at every moment
            return header(token).contains(fresh);
        });
        assertThat(status(old, "/v1/me")).isEqualTo(200);

        assertThat(rotation.drop(KEY, true)).hasSize(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> status(old, "/v1/me") == 401);
        assertThat(status(Edge.tokenOf("TWN", Duration.ofMinutes(5)), "/v1/me")).isEqualTo(200);
    }

    private int status(String token, String path) {
        return Edge.send(edge.to(path).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }
}
