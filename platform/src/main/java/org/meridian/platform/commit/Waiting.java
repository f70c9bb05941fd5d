package org.meridian.platform.commit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One item and its caller's thread, which waits until the item's fate is known. Exactly one of three decides it: a writer
 * that has committed or failed, the caller who is told to stop, or time.
 */
final class Waiting<I, O> {

    private final AtomicReference<State> state = new AtomicReference<>(Stage.QUEUED);
    private final Thread caller = Thread.currentThread();
    private final long since;
    private final long giveUpAt;
    private final I item;
    private final @Nullable Luggage<O, ?> luggage;

    /** What an item has a {@link Rider} write. */
    record Luggage<O, R>(Rider<R> rider, Function<O, R> row) {}

    private sealed interface State permits Stage, Written, Failed {}

    private enum Stage implements State {
        QUEUED,
        /** A writer is at it: whether it is written is not known before the commit. */
        TAKEN
    }

    private record Written(@Nullable Object outcome) implements State {}

    private record Failed(RuntimeException reason) implements State {}

    /** @param patience nanoseconds that the caller waits at most */
    Waiting(I item, @Nullable Luggage<O, ?> luggage, long patience) {
        this.item = item;
        this.luggage = luggage;
        this.since = System.nanoTime();
        this.giveUpAt = since + patience;
    }

    I item() {
        return item;
    }

    @Nullable
    Luggage<O, ?> luggage() {
        return luggage;
    }

    long waitedNanos() {
        return System.nanoTime() - since;
    }

    /** For a writer. @return false when nobody waits any more: then nothing is written */
    boolean take() {
        endLate();
        return state.compareAndSet(Stage.QUEUED, Stage.TAKEN);
    }

    void endLate() {
        if (isLate()) {
            fail(Refusals.late());
        }
    }

    void written(O outcome) {
        end(new Written(outcome));
    }

    void fail(RuntimeException reason) {
        end(new Failed(reason));
    }

    private void end(State last) {
        State before = state.get();
        while (before instanceof Stage) {
            if (state.compareAndSet(before, last)) {
                LockSupport.unpark(caller);
                return;
            }
            before = state.get();
        }
    }

    /** For the caller. @throws RuntimeException why it was not written, or that nobody knows whether it was */
    @SuppressWarnings({"unchecked", "NullAway"}) // only written(O) makes a Written
    O await() {
        while (true) {
            switch (state.get()) {
                case Written(Object outcome) -> {
                    return (O) outcome;
                }
                case Failed(RuntimeException reason) -> throw reason;
                case Stage ignored -> rest();
            }
        }
    }

    /** When it is too late the lane's clock says so. */
    private void rest() {
        LockSupport.park(this);
        if (Thread.currentThread().isInterrupted()) {
            fail(Refusals.interrupted());
        }
    }

    private boolean isLate() {
        return giveUpAt - System.nanoTime() <= 0;
    }
}
