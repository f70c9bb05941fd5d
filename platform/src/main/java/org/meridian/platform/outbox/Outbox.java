package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.job.Signal;
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
     * An event that is not written yet.
     *
     * @param consumer the service to tell: {@code registration}, {@code sampling}, {@code results}, {@code checkin}, {@code sharing}
     * @param targetCountry whose rows the consumer will write
     * @param payload written as JSON
     */
    public record NewEvent(String consumer, Country targetCountry, String type, String subject, Object payload) {}

    /**
     * Writes an event; it is delivered after the commit.
     *
     * @throws IllegalStateException outside {@link CountryTransactions#write}
     */
    public void append(String consumer, Country targetCountry, String type, String subject, Object payload) {
        appendAll(List.of(new NewEvent(consumer, targetCountry, type, subject, payload)));
    }

    /**
     * Writes events with one statement, however many; they are delivered after the commit.
     *
     * @throws IllegalStateException outside {@link CountryTransactions#write}
     */
    public void appendAll(List<NewEvent> events) {
        Country country = CountryTransactions.current()
                .orElseThrow(() -> new IllegalStateException("an event belongs to the transaction of what it tells"));
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,
                                            created_at, attempts, next_attempt_at, set_aside)
                        SELECT e.id, :country, e.consumer, e.target, e.type, e.subject, e.payload,
                               CAST(:now AS timestamptz), 0, CAST(:now AS timestamptz), false
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:consumers AS text[]), CAST(:targets AS text[]),
                                      CAST(:types AS text[]), CAST(:subjects AS text[]), CAST(:payloads AS text[]))
                            AS e(id, consumer, target, type, subject, payload)
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", column(events, event -> ids.nextInOrder().toString()))
                .param("consumers", column(events, NewEvent::consumer))
                .param("targets", column(events, event -> event.targetCountry().code()))
                .param("types", column(events, NewEvent::type))
                .param("subjects", column(events, NewEvent::subject))
                .param("payloads", column(events, event -> json.writeValueAsString(event.payload())))
                .update();
        deliverAfterCommit();
    }

    private static String[] column(List<NewEvent> events, Function<NewEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
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
