package org.meridian.results.upload;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts rejected rows and remembers those that come first in the file, up to a limit. */
final class Rejections {

    private final int limit;
    private final PriorityQueue<Rejection> first =
            new PriorityQueue<>(Comparator.comparingInt(Rejection::line).reversed());
    private int count;

    Rejections(int limit) {
        this.limit = limit;
    }

    Rejections(int limit, Rejections before) {
        this(limit);
        first.addAll(before.first);
        count = before.count;
    }

    void add(Rejection rejection) {
        count++;
        first.add(rejection);
        if (first.size() > limit) {
            first.poll();
        }
    }

    void addAll(Collection<Rejection> rejections) {
        rejections.forEach(this::add);
    }

    int count() {
        return count;
    }

    /** In the file's order. */
    List<Rejection> first() {
        return first.stream().sorted(Comparator.comparingInt(Rejection::line)).toList();
    }

    boolean truncated() {
        return count > first.size();
    }
}
