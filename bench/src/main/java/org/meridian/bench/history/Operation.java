package org.meridian.bench.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for, and what became of it as far as the asker knows. Sent once or more, always with the same
 * idempotency key or under the same name of its own.
 *
 * @param kind of thing, such as {@code check-in}: with the name it says which row is meant
 * @param name of what is asked for, known before it is sent; null where only the answer would tell
 * @param value what the row must say, or which id it was acknowledged with; null: nothing that could be compared
 * @param line whose acts keep their order: a person, or a device; null: nobody's
 * @param sequence the device's own count; of what a person does, the times say it, and it is 0
 * @param invoked when it was sent first, by {@link System#nanoTime}
 * @param ended when its fate became known
 * @param sent how often it was sent
 */
public record Operation(
        String kind,
        @Nullable String name,
        @Nullable String value,
        @Nullable String line,
        long sequence,
        long invoked,
        long ended,
        Fate fate,
        int sent) {

    public boolean acknowledged() {
        return fate == Fate.ACKNOWLEDGED;
    }

    /** Whether it had ended when the other began: only then is there an order between them. */
    boolean before(Operation other) {
        return ended < other.invoked;
    }
}
