package org.meridian.sampling.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.sampling.tube.TubeState.OPEN;
import static org.meridian.sampling.tube.TubeState.RECEIVED;
import static org.meridian.sampling.tube.TubeState.RESULTED;
import static org.meridian.sampling.tube.TubeState.SEALED;
import static org.meridian.sampling.tube.TubeState.VOID;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TubeStateTests {

    private static final Set<List<TubeState>> ALLOWED = Set.of(
            List.of(OPEN, SEALED),
            List.of(SEALED, RECEIVED),
            List.of(RECEIVED, RESULTED),
            List.of(OPEN, VOID),
            List.of(SEALED, VOID),
            List.of(RECEIVED, VOID));

    static Stream<List<TubeState>> everyPair() {
        return Arrays.stream(TubeState.values())
                .flatMap(from -> Arrays.stream(TubeState.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheTablesEdgesLeadAnywhere(List<TubeState> pair) {
        TubeState from = pair.getFirst();
        TubeState to = pair.getLast();
        assertThat(from.leadsTo(to)).isEqualTo(ALLOWED.contains(pair));
        assertThat(to.sources().contains(from)).isEqualTo(ALLOWED.contains(pair));
    }

    @Test
    void aTubeAwaitsItsResultUntilThereIsOneOrItIsVoid() {
        assertThat(Arrays.stream(TubeState.values()).filter(TubeState::awaitsResult))
                .containsExactly(OPEN, SEALED, RECEIVED);
    }
}
