package org.meridian.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import org.meridian.platform.outbox.Verdict.Outcome;

/** What became of events, on both sides, by consumer and type. */
final class OutboxCounters {

    private static final String SENT = "meridian.outbox.events";
    private static final String RECEIVED = "meridian.inbox.events";

    private final MeterRegistry meters;

    OutboxCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    void delivered(Waiting event) {
        sent(event, "delivered");
    }

    void refused(Waiting event) {
        sent(event, "refused");
    }

    void split(Waiting event) {
        sent(event, "split");
    }

    void setAside(Waiting event) {
        sent(event, "set-aside");
    }

    private void sent(Waiting event, String result) {
        meters.counter(SENT, "consumer", event.consumer(), "type", event.event().type(), "result", result)
                .increment();
    }

    /** @param duplicates how many of them were here before */
    void handled(String type, int events, int duplicates) {
        received(type, "handled", events - duplicates);
        received(type, "duplicate", duplicates);
    }

    void notHandled(String type, Outcome outcome) {
        switch (outcome) {
            case LATER -> received(type, "later", 1);
            case REFUSED -> received(type, "refused", 1);
            case UNKNOWN_TYPE -> received("unknown", "refused", 1); // a sender's text must make no new meter each time
            case HANDLED -> throw new IllegalArgumentException("that it is");
        }
    }

    private void received(String type, String result, int events) {
        if (events > 0) {
            meters.counter(RECEIVED, "type", type, "result", result).increment(events);
        }
    }
}
