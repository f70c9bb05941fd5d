package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** Handles delivered events, each in a transaction of its target country, each once. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final CountryTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, EventHandler> handlers;

    Inbox(CountryTransactions transactions, JdbcClient jdbc, Clock clock, List<EventHandler> handlers) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(EventHandler::type, Function.identity()));
    }

    /** A verdict for each, in their order; after one that was not handled, no later one of its subject is. */
    List<Verdict> handle(List<Event> events) {
        Set<String> held = new HashSet<>();
        List<Verdict> verdicts = new ArrayList<>(events.size());
        for (Event event : events) {
            Verdict.Outcome outcome = held.contains(event.subject()) ? Verdict.Outcome.LATER : handle(event);
            if (outcome != Verdict.Outcome.HANDLED) {
                held.add(event.subject());
            }
            verdicts.add(new Verdict(event.id(), outcome));
        }
        return verdicts;
    }

    private Verdict.Outcome handle(Event event) {
        EventHandler handler = handlers.get(event.type());
        if (handler == null) {
            LOG.error("nobody handles events of type {}", event.type());
            return Verdict.Outcome.REFUSED;
        }
        try {
            transactions.run(event.targetCountry(), () -> {
                if (firstTime(event)) {
                    handler.handle(event);
                }
            });
            return Verdict.Outcome.HANDLED;
        } catch (TransientDataAccessException
                | NonTransientDataAccessResourceException // a node that cannot be reached: it will be again
                | CannotCreateTransactionException e) {
            return Verdict.Outcome.LATER;
        } catch (ProblemException e) {
            return e.type().status() == 503 ? Verdict.Outcome.LATER : Verdict.Outcome.REFUSED;
        } catch (RuntimeException e) {
            LOG.warn("event {} of type {} failed", event.id(), event.type(), e);
            return Verdict.Outcome.REFUSED;
        }
    }

    private boolean firstTime(Event event) {
        return jdbc.sql("""
                                INSERT INTO inbox (event_id, country_code, received_at) VALUES (:id, :country, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("id", event.id())
                        .param("country", event.targetCountry().code())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
