package org.meridian.checkin.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.platform.id.ResidentId;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class HealthStatusTests {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final ResidentId resident = new ResidentId(new UUID(1, 2), "TWN");

    /** A traveller's status is sent by one region's service and read by another's. */
    @ParameterizedTest
    @EnumSource(LatestResult.Certainty.class)
    void whatOneRegionWritesAnotherReads(LatestResult.Certainty certainty) {
        LatestResult latest =
                new LatestResult(LatestResult.Outcome.POSITIVE, certainty, Instant.parse("2026-05-04T10:00:00Z"));
        HealthStatus status = new HealthStatus(resident, 3, latest, "L***", "A12*****89");
        assertThat(json.readValue(json.writeValueAsBytes(status), HealthStatus.class))
                .isEqualTo(status);
    }

    @Test
    void soWithNothingKnownYet() {
        HealthStatus status = HealthStatus.none(resident);
        assertThat(json.readValue(json.writeValueAsBytes(status), HealthStatus.class))
                .isEqualTo(status);
    }
}
