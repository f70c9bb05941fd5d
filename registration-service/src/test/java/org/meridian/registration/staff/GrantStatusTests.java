package org.meridian.registration.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantStatusTests {

    private static final Map<GrantStatus, Set<GrantStatus>> EDGES = Map.of(
            GrantStatus.PENDING, Set.of(GrantStatus.APPROVED, GrantStatus.REJECTED, GrantStatus.LAPSED),
            GrantStatus.APPROVED, Set.of(),
            GrantStatus.REJECTED, Set.of(),
            GrantStatus.LAPSED, Set.of());

    @ParameterizedTest
    @EnumSource
    void point8AGrantIsDecidedOnceAndNeverChangesAfterwards(GrantStatus from) {
        for (GrantStatus to : GrantStatus.values()) {
            assertThat(from.mayBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(EDGES.getOrDefault(from, Set.of()).contains(to));
        }
    }
}
