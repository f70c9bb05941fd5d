package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.SAMPLING;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every registration-service is dead: nobody can log in, whoever has is not disturbed. */
class IssuerDownIT extends TwoRegions {

    IssuerDownIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point2TokensGoOnUntilTheyExpire() {
        for (String region : List.of("eu", "ap")) {
            REGIONS.service(region, REGISTRATION).kill();
        }
        await().until(() -> edge.post("/v1/otp", "{\"country\":\"DEU\",\"phone\":\"+4915112345678\"}")
                        .statusCode()
                == 503);

        // never seen before by this gateway: verified without asking anybody
        String token = Edge.tokenOf("DEU", Duration.ofMinutes(5));
        assertThat(call("/v1/me/check-ins", token).statusCode()).isEqualTo(200);
        assertThat(call("/v1/me/samples", token).statusCode()).isEqualTo(200);
        assertThat(REGIONS.service("eu", CHECKIN).received()).hasSize(1);
        assertThat(REGIONS.service("eu", SAMPLING).received()).hasSize(1);

        String expired = Edge.tokenOf("DEU", Duration.ofSeconds(-6));
        assertProblem(call("/v1/me/check-ins", expired), 401, "unauthenticated");
    }

    private HttpResponse<String> call(String path, String token) {
        return Edge.send(edge.to(path).header("Authorization", "Bearer " + token));
    }
}
