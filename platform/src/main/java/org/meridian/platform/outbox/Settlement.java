package org.meridian.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.meridian.platform.outbox.Verdict.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of delivered events. One that carries many changes and was refused is split in two, and its
 * halves again: what is wrong stands alone in the end, and everything else is handled.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final OutboxRows rows;
    private final OutboxCounters counters;
    private final int patience;

    /** @param patience after so many refusals an event is set aside */
    Settlement(OutboxRows rows, OutboxCounters counters, int patience) {
        this.rows = rows;
        this.counters = counters;
        this.patience = patience;
    }

    /**
     * @param verdicts by the event's id; without one it is tried again
     * @return whether there are new events, due at once
     */
    boolean settle(List<Waiting> batch, Map<UUID, Verdict> verdicts) {
        List<Waiting> handled = new ArrayList<>();
        List<Waiting> later = new ArrayList<>();
        boolean split = false;
        for (Waiting event : batch) {
            Verdict verdict = verdicts.getOrDefault(event.event().id(), Verdict.later(event.event()));
            switch (verdict.outcome()) {
                case HANDLED -> handled.add(event);
                case LATER -> later.add(event);
                case REFUSED, UNKNOWN_TYPE -> split |= refused(event, verdict);
            }
        }
        rows.later(later);
        rows.delivered(handled);
        handled.forEach(counters::delivered);
        return split;
    }

    private boolean refused(Waiting event, Verdict verdict) {
        counters.refused(event);
        Optional<Halves> halves = verdict.outcome() == Outcome.UNKNOWN_TYPE
                ? Optional.empty() // no part of it would fare better
                : Halves.of(event.event().payload());
        if (halves.isPresent()) {
            rows.split(event, halves.get());
            counters.split(event);
            return true;
        }
        boolean setAside = event.refusals() + 1 >= patience;
        rows.refused(event, verdict.reason(), setAside);
        if (setAside) {
            counters.setAside(event);
            LOG.error(
                    "event {} of type {} is set aside, {} refuses it: {}",
                    event.event().id(),
                    event.event().type(),
                    event.consumer(),
                    verdict.reason());
        }
        return false;
    }
}
