package org.meridian.bench.history;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The history of a run: every operation from the moment it is sent, whatever becomes of it and of who sent it. */
public final class Journal {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Queue<Violation> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();

    /** An operation under way. It is one thread's, until it has ended. */
    public final class Entry {

        private final String kind;
        private final @Nullable String name;
        private final @Nullable String line;
        private final long sequence;
        private final long invoked = System.nanoTime();
        private volatile Operation state;

        private Entry(String kind, @Nullable String name, @Nullable String line, long sequence) {
            this.kind = kind;
            this.name = name;
            this.line = line;
            this.sequence = sequence;
            this.state = operation(name, null, Long.MAX_VALUE, Fate.INVOKED, 1);
        }

        public void acknowledged(@Nullable String value, int sent) {
            end(name, value, Fate.ACKNOWLEDGED, sent);
        }

        /** Of one whose answer tells its name. */
        public void acknowledgedAs(String told, int sent) {
            end(told, null, Fate.ACKNOWLEDGED, sent);
        }

        /** @param why the answer */
        public void refused(String why, int sent) {
            end(name, null, Fate.REFUSED, sent);
            violation(new Violation(Violation.Kind.REFUSED, kind + " " + name + ": " + why));
        }

        public void unknown(int sent) {
            end(name, null, Fate.UNKNOWN, sent);
        }

        private void end(@Nullable String known, @Nullable String value, Fate fate, int sent) {
            state = operation(known, value, System.nanoTime(), fate, sent);
            ended.incrementAndGet();
        }

        private Operation operation(@Nullable String known, @Nullable String value, long at, Fate fate, int sent) {
            return new Operation(kind, known, value, line, sequence, invoked, at, fate, sent);
        }
    }

    /** Before it is sent. */
    public Entry invoke(String kind, @Nullable String name, @Nullable String line, long sequence) {
        Entry entry = new Entry(kind, name, line, sequence);
        entries.add(entry);
        return entry;
    }

    /** Something that is wrong by itself, seen on the way. */
    public void violation(Violation violation) {
        seen.add(violation);
    }

    /** How many have ended so far. */
    public int count() {
        return ended.get();
    }

    public List<Operation> operations() {
        return entries.stream().map(entry -> entry.state).toList();
    }

    public List<Violation> violations() {
        return List.copyOf(seen);
    }

    public long acknowledged() {
        return operations().stream().filter(Operation::acknowledged).count();
    }

    public long timesSent() {
        return operations().stream().mapToLong(Operation::sent).sum();
    }
}
