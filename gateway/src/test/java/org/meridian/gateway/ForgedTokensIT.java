package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.gateway.token.CallerFixtures;
import org.meridian.platform.test.ForgedTokens;
import org.meridian.platform.test.ForgedTokens.Forged;
import org.meridian.platform.token.Caller;
import org.springframework.boot.test.web.server.LocalServerPort;

class ForgedTokensIT extends TwoRegions {

    private static final Clock CLOCK = Clock.systemUTC();

    ForgedTokensIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point2NoForgedTokenPassesTheGateway() {
        Caller genuine = CallerFixtures.aResidentOf("DEU", CLOCK.instant().plus(Duration.ofMinutes(5)));
        List<Forged> all = ForgedTokens.of(Edge.KEYS, genuine, CLOCK);
        List<String> passed = new ArrayList<>();
        for (String path : List.of("/v1/me", "/v1/regions")) { // also where no token is needed
            for (Forged forged : all) {
                HttpResponse<String> answer =
                        Edge.send(edge.to(path).header("Authorization", "Bearer " + forged.token()));
                if (answer.statusCode() != 401 || !answer.body().contains("/problems/unauthenticated")) {
                    passed.add(path + " " + forged.what() + ": " + answer.statusCode());
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(250);
        assertThat(passed).isEmpty();
        assertThat(REGIONS.requests()).isZero();
        assertThat(Edge.send(edge.as("DEU", "/v1/me")).statusCode()).isEqualTo(200);
        assertThat(REGIONS.service("eu", REGISTRATION).received()).hasSize(1);
    }
}
