package org.meridian.bench.faults;

import org.jspecify.annotations.Nullable;
import org.meridian.bench.history.Fate;

/**
 * Something that was asked for, and what became of it as far as the asker knows.
 *
 * @param person in whose name, for a sample
 * @param value the outcome, of a result or a correction
 * @param sent how often it was sent
 */
record Operation(
        Kind kind,
        String barcode,
        @Nullable String person,
        @Nullable String value,
        Fate fate,
        int sent) {

    /** What was asked for. */
    enum Kind {
        OPEN,
        SAMPLE,
        SEAL,
        RESULT,
        CORRECTION,
        VOID
    }

    boolean acknowledged() {
        return fate == Fate.ACKNOWLEDGED;
    }
}
