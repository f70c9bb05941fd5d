package org.meridian.platform.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one delivered event.
 *
 * @param reason why it was refused, see {@link Reason}; absent otherwise
 */
record Verdict(UUID id, Outcome outcome, @Nullable String reason) {

    enum Outcome {
        /** Handled now or before. */
        HANDLED,
        /** Not now: a row or a service that it needs cannot be reached, or an older event of its subject failed. */
        LATER,
        /** The handler failed on it. */
        REFUSED,
        /** There is no handler for its type: a newer version of the consumer may have one. */
        UNKNOWN_TYPE
    }

    static Verdict handled(Event event) {
        return new Verdict(event.id(), Outcome.HANDLED, null);
    }

    static Verdict later(Event event) {
        return new Verdict(event.id(), Outcome.LATER, null);
    }

    static Verdict refused(Event event, String reason) {
        return new Verdict(event.id(), Outcome.REFUSED, reason);
    }

    static Verdict unknownType(Event event) {
        return new Verdict(event.id(), Outcome.UNKNOWN_TYPE, "nobody handles this type");
    }
}
