package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;

class SmartDriverTests {

    private final Topology topology = Topology.load();

    private static DatabaseProperties properties(Map<String, String> nodes) {
        return new DatabaseProperties(nodes, "meridian", "sampling", "secret", null, null, null, null, 6);
    }

    @Test
    void theHomeRegionComesFirstAndTheOthersByDistance() {
        var properties = properties(Map.of("us", "127.0.0.1:5433", "eu", "127.0.0.2:5433", "ap", "127.0.0.3:5433"));
        assertThat(SmartDriver.url(topology, topology.region("eu"), properties))
                .isEqualTo("jdbc:yugabytedb://127.0.0.2:5433,127.0.0.1:5433,127.0.0.3:5433/meridian"
                        + "?load-balance=true&yb-servers-refresh-interval=5&topology-keys="
                        + "aws.eu-central-1.*:1,aws.us-east-1.*:2,aws.ap-northeast-1.*:3");
    }

    @Test
    void aMissingHomeNodeIsSaid() {
        var properties = properties(Map.of("us", "127.0.0.1:5433"));
        assertThatThrownBy(() -> SmartDriver.url(topology, topology.region("eu"), properties))
                .hasMessage("meridian.database.nodes.eu is missing");
    }

    @Test
    void passwordsAreNotPrinted() {
        assertThat(properties(Map.of("us", "h:1"))).asString().doesNotContain("secret");
    }

    @Test
    void aNodeWithoutAPortIsRefused() {
        assertThatThrownBy(() -> properties(Map.of("us", "localhost"))).hasMessageContaining("nodes.us");
    }
}
