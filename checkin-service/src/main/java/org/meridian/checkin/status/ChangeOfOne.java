package org.meridian.checkin.status;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import tools.jackson.databind.ObjectReader;

/** Handles events that tell of one resident each. */
record ChangeOfOne<T>(
        String type, ObjectReader payload, Function<T, Optional<HealthStatus>> change, RememberedStatuses remembered)
        implements EventHandler {

    @Override
    public void handle(Event event) {
        T told = payload.readValue(event.payload());
        change.apply(told).ifPresent(status -> remembered.afterCommit(List.of(status)));
    }
}
