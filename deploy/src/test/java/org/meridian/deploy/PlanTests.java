package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;

class PlanTests {

    private final Plan plan = Plan.of(Topology.load(), Plan.FIRST_PORT, false);

    @Test
    void theNthRegionsServicesListenFromEightThousandAHundredAndTenN() {
        assertThat(plan.of("us", "registration").port()).isEqualTo(8111);
        assertThat(plan.of("eu", "results").port()).isEqualTo(8123);
        assertThat(plan.of("ap", "sharing-service").port()).isEqualTo(8135);
    }

    @Test
    void aGatewayListensWhereTheTopologySays() {
        assertThat(plan.of("us", "gateway").port()).isEqualTo(8081);
        assertThat(plan.of("eu", "gateway").port()).isEqualTo(8082);
        assertThat(plan.of("ap", "gateway").port()).isEqualTo(8083);
    }

    @Test
    void noTwoProcessesShareAPort() {
        assertThat(plan.apps().stream().flatMap(app -> Stream.of(app.port(), app.actuatorPort())))
                .hasSize(36)
                .doesNotHaveDuplicates();
    }

    @Test
    void theActuatorsListenAThousandAboveTheirProcess() {
        assertThat(plan.of("us", "gateway").actuatorPort()).isEqualTo(9081);
        assertThat(plan.of("us", "registration").actuatorPort()).isEqualTo(9111);
        assertThat(new App("eu", "gateway", 65_000, false).actuatorPort()).isEqualTo(64_000);
    }

    @Test
    void anUnknownRegionOrProcessIsNamedWithThoseThatThereAre() {
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(() -> plan.of("mars"))
                .withMessageContaining("'mars'")
                .withMessageContaining("us, eu, ap");
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(() -> plan.of("eu", "resluts"))
                .withMessageContaining("'resluts'")
                .withMessageContaining("registration, sampling");
    }
}
