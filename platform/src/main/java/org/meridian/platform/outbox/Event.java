package org.meridian.platform.outbox;

import java.util.UUID;
import org.meridian.db.topology.Country;

/**
 * What one service tells another.
 *
 * @param id in order of time; the same event delivered twice has the same id
 * @param type what happened, for example {@code ResidentRegistered}
 * @param subject who or what it is about; events of one subject are delivered in order
 * @param targetCountry whose rows the consumer will write
 * @param payload JSON
 */
public record Event(UUID id, String type, String subject, Country targetCountry, String payload) {}
