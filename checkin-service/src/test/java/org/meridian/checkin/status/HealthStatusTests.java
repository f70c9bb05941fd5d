package org.meridian.checkin.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
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
        HealthStatus status = new HealthStatus(
                resident,
                3,
                new LatestResult(
                        LatestResult.Outcome.POSITIVE,
                        certainty,
                        LatestResult.Method.POOLED,
                        Instant.parse("2026-05-04T10:00:00Z")),
                Instant.parse("2026-05-01T10:00:00Z"),
                Instant.parse("2026-05-04T10:00:00Z"),
                new Vaccination(3, LocalDate.of(2026, 1, 31)),
                "L***",
                "A12*****89",
                true,
                new StandingOverride(Colour.RED, Instant.parse("2026-05-09T10:00:00Z")));
        assertThat(json.readValue(json.writeValueAsBytes(status), HealthStatus.class))
                .isEqualTo(status);
    }

    @Test
    void soWithNothingKnownYet() {
        HealthStatus status = HealthStatus.none(resident);
        assertThat(json.readValue(json.writeValueAsBytes(status), HealthStatus.class))
                .isEqualTo(status);
    }

    @Test
    void whatANewerVersionSaysBesidesIsIgnored() {
        String newer = """
                {"resident":"%s","revision":1,"closeContactAt":"2026-05-04T10:00:00Z",
                 "latest":{"outcome":"NEGATIVE","status":"FINAL","sampledAt":"2026-05-04T10:00:00Z","ct":31.5},
                 "vaccination":{"doses":1,"lastDoseOn":"2026-01-31","product":"X"}}""".formatted(resident);
        HealthStatus read = json.readValue(newer, HealthStatus.class);
        assertThat(read.vaccination()).isEqualTo(new Vaccination(1, LocalDate.of(2026, 1, 31)));
        assertThat(read.latest())
                .isEqualTo(new LatestResult(
                        LatestResult.Outcome.NEGATIVE,
                        LatestResult.Certainty.FINAL,
                        null,
                        Instant.parse("2026-05-04T10:00:00Z")));
    }
}
