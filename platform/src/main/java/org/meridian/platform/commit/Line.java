package org.meridian.platform.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.meridian.db.topology.Country;

/** What waits for one group commit in one country, oldest first. Guarded by its {@link Lane}'s lock. */
final class Line<I, O> {

    private final GroupCommit<I, O> group;
    private final Country country;
    private final Deque<Waiting<I, O>> waiting = new ArrayDeque<>();

    Line(GroupCommit<I, O> group, Country country) {
        this.group = group;
        this.country = country;
    }

    /** Whether its items wait for others while the machine is busy. */
    boolean isHeldUp() {
        return group.way().isHeldUp();
    }

    /** Whether the first item has waited for others as long as it should. */
    boolean isDue() {
        Waiting<I, O> first = waiting.peekFirst();
        return first == null || first.waitedNanos() >= group.way().companyNanos();
    }

    void add(Waiting<I, O> item) {
        waiting.addLast(item);
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest ones, without those that nobody waits for any more. */
    Batch<I, O> take(int most) {
        List<Waiting<I, O>> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            Waiting<I, O> next = waiting.removeFirst();
            if (next.take()) {
                taken.add(next);
            }
        }
        return new Batch<>(group, country, taken);
    }

    void endLate() {
        waiting.forEach(Waiting::endLate);
    }

    void failAll(RuntimeException reason) {
        waiting.forEach(item -> item.fail(reason));
        waiting.clear();
    }
}
