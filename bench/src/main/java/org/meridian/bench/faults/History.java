package org.meridian.bench.faults;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Violation;

/** Every operation of a run, in the order in which their fates became known. */
final class History {

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<Violation> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    void add(Operation operation) {
        operations.add(operation);
        count.incrementAndGet();
    }

    /** Something that is wrong by itself, seen on the way. */
    void violation(Violation violation) {
        seen.add(violation);
    }

    int count() {
        return count.get();
    }

    List<Violation> violations() {
        return List.copyOf(seen);
    }

    Stream<Operation> of(Kind kind) {
        return operations.stream().filter(o -> o.kind() == kind);
    }

    Stream<Operation> all() {
        return operations.stream();
    }
}
