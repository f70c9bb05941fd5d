package org.meridian.checkin.override;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StateTests {

    private record Edge(State from, State to) {}

    private static final Set<Edge> EDGES = Set.of(
            new Edge(State.PENDING, State.APPROVED),
            new Edge(State.PENDING, State.REJECTED),
            new Edge(State.PENDING, State.LAPSED),
            new Edge(State.APPROVED, State.ENDED),
            new Edge(State.APPROVED, State.EXPIRED));

    @Test
    void point8AnOverrideMovesAlongTheTablesEdgesAndNoOthers() {
        for (State from : State.values()) {
            for (State to : State.values()) {
                assertThat(from.mayBecome(to)).as("%s → %s", from, to).isEqualTo(EDGES.contains(new Edge(from, to)));
            }
        }
    }
}
