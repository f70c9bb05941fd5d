package org.meridian.sampling.tube;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a tube is on its way from the desk to the result; in the order of that way. */
public enum TubeState {
    OPEN,
    SEALED,
    RECEIVED,
    RESULTED,
    VOID;

    private static final Map<TubeState, Set<TubeState>> EDGES = Map.of(
            OPEN, EnumSet.of(SEALED, VOID),
            SEALED, EnumSet.of(RECEIVED, VOID),
            RECEIVED, EnumSet.of(RESULTED, VOID),
            RESULTED, EnumSet.noneOf(TubeState.class),
            VOID, EnumSet.noneOf(TubeState.class));

    public boolean leadsTo(TubeState next) {
        return EDGES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The states from which one gets here. */
    List<TubeState> sources() {
        return Arrays.stream(values()).filter(state -> state.leadsTo(this)).toList();
    }

    /** Whether its members still wait for their result. */
    public boolean awaitsResult() {
        return this == OPEN || this == SEALED || this == RECEIVED;
    }
}
