package org.meridian.sharing.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.sharing.unit.UnitStatus.APPROVED;
import static org.meridian.sharing.unit.UnitStatus.PENDING;
import static org.meridian.sharing.unit.UnitStatus.REJECTED;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnitStatusTests {

    private static final Set<List<UnitStatus>> ALLOWED = Set.of(List.of(PENDING, APPROVED), List.of(PENDING, REJECTED));

    static Stream<List<UnitStatus>> everyPair() {
        return Stream.of(UnitStatus.values())
                .flatMap(from -> Stream.of(UnitStatus.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyAPendingUnitIsDecidedAndOnlyOnce(List<UnitStatus> pair) {
        assertThat(pair.getFirst().mayBecome(pair.getLast())).isEqualTo(ALLOWED.contains(pair));
    }
}
