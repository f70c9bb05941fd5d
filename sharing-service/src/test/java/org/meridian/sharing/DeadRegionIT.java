package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;

class DeadRegionIT extends RunningSharing {

    @Test
    void aDeadRegionsRowsAreMissingAndEverythingElseGoesOn() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-500");
        ResidentId lin = aResident("TWN", "T-LIN-500");
        neighbours.outcomes.put(kim, "NEGATIVE");
        neighbours.outcomes.put(lin, "NEGATIVE");
        putCsv(
                unit.path("/roster"),
                unit.token(),
                "nationalId,type,expiresOn,country\nD-KIM-500,S," + inAMonth() + ",\nT-LIN-500,S," + inAMonth()
                        + ",TWN\n");
        assertThat(consent(lin, unit).status()).isEqualTo(201);
        TestCluster.shared().cluster().kill("ap");
        try {
            assertThat(consent(kim, unit).status()).isEqualTo(201);

            Answer refused = consent(lin, unit);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("region").asString()).isEqualTo("ap");
            assertThat(refused.header("Retry-After")).isNotEmpty();

            Answer units = get("/v1/units", auditor());
            assertThat(units.status()).isEqualTo(200);
            assertThat(units.header("Meridian-Missing-Regions")).isEqualTo("ap");
            assertThat(units.text()).contains(unit.id());

            Answer results = get(unit.path("/results"), unit.token());
            assertThat(results.status()).isEqualTo(200);
            assertThat(results.header("Meridian-Missing-Regions")).isEqualTo("ap");
            assertThat(results.json()).hasSize(1);
        } finally {
            TestCluster.shared().cluster().restart("ap");
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(consent(lin, unit).status()).isEqualTo(201);
            assertThat(get("/v1/units", auditor()).header("Meridian-Missing-Regions"))
                    .isEmpty();
        });
    }
}
