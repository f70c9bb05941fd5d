package org.meridian.bench.load.city;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which calls were acknowledged, by whatever names what they wrote, and which may or may not have been done: those
 * without an answer, and those that the platform gave up on (5xx).
 *
 * @param <T> names what a call writes; an acknowledgement says it, or the call itself already does
 */
final class Ledger<T> {

    private final Set<T> acknowledged = new HashSet<>();
    private final Set<T> uncertain = new HashSet<>();
    private long uncertainWithoutName;

    void acknowledged(T what) {
        acknowledged.add(what);
    }

    void uncertain(T what) {
        uncertain.add(what);
    }

    /** A call whose row has a name that only its answer would have told. */
    void uncertain() {
        uncertainWithoutName++;
    }

    int size() {
        return acknowledged.size();
    }

    /** @param rows what is there, as often as it is there */
    Account compare(Collection<T> rows) {
        Map<T, Integer> times = new HashMap<>(2 * rows.size());
        rows.forEach(row -> times.merge(row, 1, Integer::sum));
        long lost = acknowledged.stream().filter(a -> !times.containsKey(a)).count();
        long doubled = times.values().stream().filter(n -> n > 1).count();
        long unnamed = times.keySet().stream()
                .filter(row -> !acknowledged.contains(row) && !uncertain.contains(row))
                .count();
        return new Account(acknowledged.size(), lost, doubled, Math.max(0, unnamed - uncertainWithoutName));
    }
}
