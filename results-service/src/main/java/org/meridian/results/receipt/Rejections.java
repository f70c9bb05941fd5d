package org.meridian.results.receipt;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts rejected rows and remembers those that come first in the file, up to a limit. */
public final class Rejections {

    private final int limit;
    private final PriorityQueue<Rejection> first =
            new PriorityQueue<>(Comparator.comparingInt(Rejection::line).reversed());
    private int count;

    /** @param limit how many are remembered */
    public Rejections(int limit) {
        this(limit, List.of(), 0);
    }

    /**
     * @param first those that are remembered from before
     * @param count how many there were before, remembered or not
     */
    Rejections(int limit, List<Rejection> first, int count) {
        this.limit = limit;
        this.first.addAll(first);
        this.count = count;
    }

    Rejections copy() {
        return new Rejections(limit, List.copyOf(first), count);
    }

    public void add(Rejection rejection) {
        count++;
        first.add(rejection);
        if (first.size() > limit) {
            first.poll();
        }
    }

    /** As if each of the others had been added. */
    void addAll(Rejections others) {
        int unnamed = others.count - others.first.size();
        others.first.forEach(this::add);
        count += unnamed;
    }

    public int count() {
        return count;
    }

    /** In the file's order. */
    public List<Rejection> first() {
        return first.stream().sorted(Comparator.comparingInt(Rejection::line)).toList();
    }

    public boolean truncated() {
        return count > first.size();
    }
}
