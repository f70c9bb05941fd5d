package org.meridian.sampling.tube;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** How many people's samples a tube takes: 1, or pools of 5, 10, 20. */
public record Capacity(@JsonValue int people) {

    private static final Set<Integer> MADE = Set.of(1, 5, 10, 20);

    /** @throws IllegalArgumentException for a size that no tube has */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Capacity {
        if (!isOne(people)) {
            throw new IllegalArgumentException("1, 5, 10 or 20.");
        }
    }

    public static boolean isOne(int people) {
        return MADE.contains(people);
    }
}
