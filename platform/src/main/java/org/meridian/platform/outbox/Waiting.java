package org.meridian.platform.outbox;

import java.time.Instant;
import org.meridian.db.topology.Country;

/**
 * An event in the outbox.
 *
 * @param country the country that the row lies in
 * @param attempts how often its delivery was tried in vain
 * @param refusals how often the consumer failed on it
 */
record Waiting(Event event, Country country, String consumer, Instant createdAt, int attempts, int refusals) {}
