package org.meridian.platform.outbox;

/**
 * What a service does on an event of one type. It runs in a write transaction of the event's target country, once per
 * event id; an exception makes the sender try again later.
 */
public interface EventHandler {

    /** The {@link Event#type()} that is handled. */
    String type();

    void handle(Event event);
}
