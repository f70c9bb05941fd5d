package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Takes events in the transaction, and the country, of the change that they tell. */
public final class Outbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final IdGenerator ids;
    private final Clock clock;
    private final Signal signal;

    Outbox(JdbcClient jdbc, JsonMapper json, IdGenerator ids, Clock clock, Signal signal) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.signal = signal;
    }

    /**
     * Writes an event; it is delivered after the commit.
     *
     * @param consumer the service to tell: {@code registration}, {@code sampling}, {@code results}, {@code checkin}, {@code sharing}
     * @param targetCountry whose rows the consumer will write
     * @param payload written as JSON
     * @throws IllegalStateException outside {@link CountryTransactions#write}
     */
    public void append(String consumer, Country targetCountry, String type, String subject, Object payload) {
        Country country = CountryTransactions.current()
                .orElseThrow(() -> new IllegalStateException("an event belongs to the transaction of what it tells"));
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,
                                            created_at, attempts, next_attempt_at, set_aside)
                        VALUES (:id, :country, :consumer, :target, :type, :subject, :payload, :now, 0, :now, false)
                        """)
                .param("id", ids.nextUuid())
                .param("country", country.code())
                .param("consumer", consumer)
                .param("target", targetCountry.code())
                .param("type", type)
                .param("subject", subject)
                .param("payload", json.writeValueAsString(payload))
                .param("now", now)
                .update();
        deliverAfterCommit();
    }

    /** For those who write many events with a statement of their own: have them delivered after the commit. */
    public void deliverAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.wake();
            }
        });
    }
}
