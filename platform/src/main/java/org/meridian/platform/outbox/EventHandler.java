package org.meridian.platform.outbox;

import java.util.List;
import java.util.Set;

/**
 * What a service does on events of one type. It runs in a write transaction of the events' target country, once per event
 * id; an exception undoes all of it, and the sender tries again later.
 */
public interface EventHandler {

    /** The {@link Event#type()} that is handled. */
    String type();

    /** The services whose word counts; empty for any that may deliver events here at all. */
    default Set<String> senders() {
        return Set.of();
    }

    void handle(Event event);

    /**
     * Handles events that were delivered together, all of one target country, in one transaction and in their order. When
     * it fails they come again in smaller portions, in the end each alone; so it need not tell good ones from bad ones.
     * Worth overriding where one statement can do what many would.
     */
    default void handleAll(List<Event> events) {
        events.forEach(this::handle);
    }
}
