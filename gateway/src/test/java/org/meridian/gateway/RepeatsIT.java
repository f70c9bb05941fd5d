package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.RESULTS;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Promise "no retry collapse", at the edge. */
@DirtiesContext // the budget is used up
class RepeatsIT extends TwoRegions {

    RepeatsIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point5ServicesThatBreakOffAreAskedHardlyMoreOftenThanTheyWereCalled() {
        AtomicInteger asked = new AtomicInteger();
        for (String region : new String[] {"eu", "ap"}) {
            REGIONS.service(region, RESULTS).does(exchange -> {
                asked.incrementAndGet();
                exchange.close(); // without an answer
            });
        }
        int calls = 500;
        for (int i = 0; i < calls; i++) {
            assertThat(Edge.send(edge.as("DEU", "/v1/me/results")).statusCode()).isEqualTo(503);
        }
        assertThat(asked.get()).isGreaterThan(calls).isLessThanOrEqualTo(calls + calls / 10);
    }
}
