package org.meridian.platform.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meridian.db.data.Unreachable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.Waiting.Luggage;

/** Items of one country that are written together, in one transaction unless one of them fails. */
final class Batch<I, O> {

    private final GroupCommit<I, O> group;
    private final Country country;
    private final List<Waiting<I, O>> items;

    Batch(GroupCommit<I, O> group, Country country, List<Waiting<I, O>> items) {
        this.group = group;
        this.country = country;
        this.items = items;
    }

    /**
     * Writes and commits, and only then tells the callers.
     *
     * @return why the node cannot be reached, when that is so: it is nobody's item, and the next batch's fate too
     */
    Optional<RuntimeException> write() {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        group.meters().batch(items.size(), items.getFirst().waitedNanos());
        Deque<List<Waiting<I, O>>> parts = new ArrayDeque<>();
        parts.add(items);
        while (!parts.isEmpty()) {
            List<Waiting<I, O>> part = parts.removeFirst();
            try {
                commit(part);
            } catch (Refused refused) {
                parts.addFirst(without(part, refused));
            } catch (RuntimeException failure) {
                if (isNodes(failure)) {
                    fail(failure);
                    return Optional.of(failure);
                }
                if (part.size() == 1 || Crowding.is(failure)) {
                    part.forEach(item -> item.fail(failure));
                } else {
                    parts.addFirst(part.subList(part.size() / 2, part.size()));
                    parts.addFirst(part.subList(0, part.size() / 2));
                }
            }
        }
        return Optional.empty();
    }

    /** Nobody waits longer than they can; what becomes of their items is not known then. */
    void endLate() {
        items.forEach(Waiting::endLate);
    }

    /** Ends all whose fate is not known. */
    void fail(RuntimeException reason) {
        items.forEach(item -> item.fail(reason));
    }

    private static boolean isNodes(RuntimeException failure) {
        return Unreachable.in(failure)
                .filter(node -> node.kind() != Unreachable.Kind.AWAY_FROM_HOME)
                .isPresent();
    }

    private void commit(List<Waiting<I, O>> part) {
        if (part.isEmpty()) {
            return;
        }
        List<I> values = part.stream().map(Waiting::item).toList();
        List<O> outcomes = group.way().reading()
                ? group.transactions().read(() -> outcomes(values))
                : group.transactions().write(country, () -> {
                    List<O> written = outcomes(values);
                    writeLuggage(part, written);
                    return written;
                });
        for (int i = 0; i < part.size(); i++) {
            part.get(i).written(outcomes.get(i));
        }
    }

    private List<O> outcomes(List<I> values) {
        List<O> outcomes = group.writer().write(country, values);
        if (outcomes.size() != values.size()) {
            throw new IllegalStateException(
                    values.size() + " items of " + group + " have " + outcomes.size() + " outcomes");
        }
        return outcomes;
    }

    private void writeLuggage(List<Waiting<I, O>> part, List<O> outcomes) {
        Map<Rider<?>, Load<?>> loads = new HashMap<>(); // riders are equal to themselves only
        for (int i = 0; i < part.size(); i++) {
            Luggage<O, ?> luggage = part.get(i).luggage();
            if (luggage != null) {
                add(loads, luggage, outcomes.get(i), i);
            }
        }
        loads.values().forEach(load -> load.write(country));
    }

    @SuppressWarnings("unchecked") // a rider's load is of its own type
    private static <O, R> void add(Map<Rider<?>, Load<?>> loads, Luggage<O, R> luggage, O outcome, int place) {
        Load<R> load = (Load<R>) loads.computeIfAbsent(luggage.rider(), rider -> new Load<>((Rider<R>) rider));
        load.rows.add(luggage.row().apply(outcome));
        load.places.add(place);
    }

    /** All rows of one rider, and which items they came with. */
    private static final class Load<R> {

        private final Rider<R> rider;
        private final List<R> rows = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        Load(Rider<R> rider) {
            this.rider = rider;
        }

        void write(Country country) {
            try {
                rider.write(country, rows);
            } catch (Refused refused) {
                throw refused.at(places);
            }
        }
    }

    private List<Waiting<I, O>> without(List<Waiting<I, O>> part, Refused refused) {
        List<Waiting<I, O>> rest = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            RuntimeException reason = refused.reasons().get(i);
            if (reason == null) {
                rest.add(part.get(i));
            } else {
                part.get(i).fail(reason);
            }
        }
        if (rest.size() == part.size()) {
            throw new IllegalStateException(group + " refuses items that it was not given", refused);
        }
        return rest;
    }
}
