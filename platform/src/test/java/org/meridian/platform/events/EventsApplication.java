package org.meridian.platform.events;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Sender and consumer in one: what it sends goes over the wire, and comes back to its own door. */
@SpringBootApplication
class EventsApplication {}
