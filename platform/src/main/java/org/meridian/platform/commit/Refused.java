package org.meridian.platform.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link BatchWriter} or {@link Rider} knows which of its items fail, and why: the others are tried again at once, without them. */
public final class Refused extends RuntimeException {

    private final transient Map<Integer, RuntimeException> reasons;

    /** @param reasons by the place in the list that was to be written */
    public Refused(Map<Integer, ? extends RuntimeException> reasons) {
        super(reasons.size() + " of a batch are refused", null, false, false);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("nothing is refused");
        }
        this.reasons = Map.copyOf(reasons);
    }

    Map<Integer, RuntimeException> reasons() {
        return reasons;
    }

    /** The same for a list that this one is a part of. */
    Refused at(List<Integer> places) {
        Map<Integer, RuntimeException> moved = new HashMap<>();
        reasons.forEach((place, reason) -> moved.put(places.get(place), reason));
        return new Refused(moved);
    }
}
