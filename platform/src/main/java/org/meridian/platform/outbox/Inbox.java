package org.meridian.platform.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.Unreachable;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** Handles delivered events, each once: those of one target country and type together in one transaction. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final CountryTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final OutboxCounters counters;
    private final Map<String, EventHandler> handlers;

    Inbox(
            CountryTransactions transactions,
            JdbcClient jdbc,
            Clock clock,
            OutboxCounters counters,
            List<EventHandler> handlers) {
        this.counters = counters;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(EventHandler::type, Function.identity()));
    }

    /** @param sender the service whose token came with them
     *  @return a verdict for each, in their order; after one that was not handled, no later one of its subject is */
    List<Verdict> handle(List<Event> events, String sender) {
        Delivery delivery = new Delivery(sender);
        Groups.of(events).forEach(delivery::handle);
        return events.stream().map(delivery::verdict).toList();
    }

    /** One call of a sender. */
    private final class Delivery {

        private final Map<UUID, Verdict> verdicts = new HashMap<>();
        private final Set<String> held = new HashSet<>();
        private final String sender;

        Delivery(String sender) {
            this.sender = sender;
        }

        Verdict verdict(Event event) {
            return Objects.requireNonNull(verdicts.get(event.id()));
        }

        /** Of one target country and type. A group that fails is halved until the events that fail stand alone. */
        void handle(List<Event> group) {
            List<Event> free = group.stream().filter(this::isFree).toList();
            if (free.isEmpty()) {
                return;
            }
            EventHandler handler = handlers.get(free.getFirst().type());
            if (handler == null) {
                LOG.error("nobody handles events of type {}", free.getFirst().type());
                free.forEach(event -> hold(event, Verdict.unknownType(event)));
                return;
            }
            if (!handler.senders().isEmpty() && !handler.senders().contains(sender)) {
                LOG.error("{} has no say in events of type {}", sender, handler.type());
                free.forEach(event -> hold(event, Verdict.refused(event, "not from this service")));
                return;
            }
            try {
                int fresh = inOneTransaction(free, handler);
                counters.handled(handler.type(), free.size(), free.size() - fresh);
                free.forEach(event -> verdicts.put(event.id(), Verdict.handled(event)));
            } catch (RuntimeException failure) {
                failed(free, failure);
            }
        }

        private void failed(List<Event> events, RuntimeException failure) {
            if (Unreachable.is(failure)) { // until the node is back no other event of the country fares better
                events.forEach(event -> hold(event, Verdict.later(event)));
            } else if (events.size() > 1) {
                int half = events.size() / 2;
                handle(events.subList(0, half));
                handle(events.subList(half, events.size()));
            } else if (mayPass(failure)) {
                hold(events.getFirst(), Verdict.later(events.getFirst()));
            } else {
                Event event = events.getFirst();
                String reason = Reason.of(failure);
                LOG.warn("event {} of type {} failed: {}", event.id(), event.type(), reason);
                hold(event, Verdict.refused(event, reason));
            }
        }

        private boolean isFree(Event event) {
            if (held.contains(event.subject())) {
                verdicts.put(event.id(), Verdict.later(event));
                return false;
            }
            return true;
        }

        private void hold(Event event, Verdict verdict) {
            held.add(event.subject());
            verdicts.put(event.id(), verdict);
            counters.notHandled(event.type(), verdict.outcome());
        }
    }

    /** How many of them were not here before. */
    private int inOneTransaction(List<Event> events, EventHandler handler) {
        Country country = events.getFirst().targetCountry();
        return transactions.write(country, () -> {
            Set<UUID> fresh = firstTime(country, events);
            List<Event> todo =
                    events.stream().filter(event -> fresh.remove(event.id())).toList();
            if (!todo.isEmpty()) {
                handler.handleAll(todo);
            }
            return todo.size();
        });
    }

    /** Which of the events were not here before. */
    private Set<UUID> firstTime(Country country, List<Event> events) {
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO inbox (event_id, country_code, received_at)
                        SELECT e.id, :country, CAST(:now AS timestamptz) FROM unnest(CAST(:ids AS uuid[])) AS e(id)
                        ON CONFLICT DO NOTHING
                        RETURNING event_id
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", events.stream().map(Event::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Perhaps not even the event's fault. */
    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof CannotCreateTransactionException
                || (failure instanceof ProblemException problem
                        && problem.type().status() == 503);
    }
}
