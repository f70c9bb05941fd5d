package org.meridian.platform.outbox;

import java.util.UUID;

/** What became of one delivered event. */
record Verdict(UUID id, Outcome outcome) {

    enum Outcome {
        /** Handled now or before. */
        HANDLED,
        /** Not now: a row or a service that it needs cannot be reached, or an older event of its subject failed. */
        LATER,
        /** The handler failed on it, or there is none for its type. */
        REFUSED
    }
}
