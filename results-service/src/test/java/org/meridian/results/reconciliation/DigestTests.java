package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DigestTests {

    /** The same figures stand in checkin-service's test: the two sides must agree for ever. */
    @Test
    void point5BothSidesMakeTheSameDigests() {
        assertThat(Digest.of(
                        "NEGATIVE",
                        "FINAL",
                        "POOLED",
                        Instant.parse("2026-03-01T10:15:30.123456Z"),
                        Instant.parse("2026-03-01T14:15:30Z"),
                        null,
                        Instant.parse("2026-02-20T00:00:00Z")))
                .isEqualTo("6L0sHv6J2EwOYpqS");
        assertThat(Digest.of(2, LocalDate.of(2025, 11, 3))).isEqualTo("PsCWZ5oAhZb3_kqC");
    }

    @Test
    void anAbsentFactIsNotItsNeighbour() {
        assertThat(Digest.of(null, "A")).isNotEqualTo(Digest.of("A", null));
    }
}
