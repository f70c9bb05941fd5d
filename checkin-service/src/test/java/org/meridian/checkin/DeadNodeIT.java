package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.data.DatabaseProperties;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;

class DeadNodeIT extends CheckinTestBase {

    private final LocalCluster cluster = TestCluster.shared().cluster();

    @Autowired
    DatabaseProperties database;

    @Test
    void withoutItsOwnNodeItSaysWhenToComeAgainAndRecoversByItself() {
        String place = aPlace();
        registered(erika, "E*** M***");
        assertThat(checkIn(erika, place).status()).isEqualTo(201);
        cluster.kill("eu");
        try {
            long start = System.nanoTime();
            Answer refused = checkIn(erika, place);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.at("/region")).isEqualTo("eu");

            Answer known = healthCode(erika);
            assertThat(known.status()).isEqualTo(200);
            clock.forward(Duration.ofSeconds(31));
            Answer stale = healthCode(erika);
            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.at("/stale")).isEqualTo("true");
            assertThat(stale.at("/name")).isEqualTo("E*** M***");

            Answer never = healthCode(TestTokens.aResident("DEU"));
            assertThat(never.status()).isEqualTo(503);
        } finally {
            cluster.restart("eu");
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(checkIn(erika, place).status()).isEqualTo(201);
            assertThat(healthCode(erika).at("/stale")).isEqualTo("false");
        });
        // While connections still lie at another region's node events wait.
        var negative = List.of(resultPayload(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(1)));
        UUID event = UUID.randomUUID();
        Set<String> meanwhile = new LinkedHashSet<>();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String outcome =
                    deliver(event, "LatestResultChanged", erika, negative).at("/0/outcome");
            meanwhile.add(outcome);
            assertThat(outcome).isEqualTo("HANDLED");
        });
        assertThat(meanwhile).isSubsetOf("LATER", "HANDLED"); // refused too often an event would be set aside
        assertThat(healthCode(erika).at("/colour")).isEqualTo("GREEN");
        await().atMost(Duration.ofSeconds(60)).until(() -> pool.away() == 0 && pool.atHome() == database.poolSize());
    }
}
