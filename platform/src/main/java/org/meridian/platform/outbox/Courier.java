package org.meridian.platform.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Region;
import org.meridian.platform.outbox.Verdict.Outcome;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries events to a consumer in a region and brings its verdicts back. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final RemoteServices remote;
    private final Map<String, RegionalClients<EventClient>> clients = new ConcurrentHashMap<>();

    Courier(RemoteServices remote) {
        this.remote = remote;
    }

    /** Verdicts by the event's id; those that have none may have arrived or not. */
    Map<UUID, Verdict> deliver(String consumer, Region region, List<Event> events) {
        Trip trip = new Trip(consumer, region);
        trip.deliver(events);
        return trip.verdicts;
    }

    private final class Trip {

        private final String consumer;
        private final Region region;
        private final Map<UUID, Verdict> verdicts = new HashMap<>();
        private final Set<String> held = new HashSet<>();

        Trip(String consumer, Region region) {
            this.consumer = consumer;
            this.region = region;
        }

        /** A call that is refused as a whole is halved: one event that cannot even be read must not hold up the others. */
        void deliver(List<Event> events) {
            List<Event> free = new ArrayList<>(events);
            free.removeIf(event -> held.contains(event.subject()));
            if (free.isEmpty()) {
                return;
            }
            try {
                remember(free, call(free));
            } catch (ProblemException problem) {
                if (problem.type().status() >= 500) {
                    putOff(free, problem);
                } else if (free.size() > 1) {
                    deliver(free.subList(0, free.size() / 2));
                    deliver(free.subList(free.size() / 2, free.size()));
                } else {
                    remember(free, List.of(Verdict.refused(free.getFirst(), Reason.of(problem))));
                }
            } catch (RuntimeException failure) {
                putOff(free, failure);
            }
        }

        private List<Verdict> call(List<Event> events) {
            return clients.computeIfAbsent(consumer, name -> remote.clients(EventClient.class, name))
                    .call(region, client -> client.deliver(events));
        }

        private void remember(List<Event> events, List<Verdict> answered) {
            answered.forEach(verdict -> verdicts.put(verdict.id(), verdict));
            for (Event event : events) {
                Verdict verdict = verdicts.get(event.id());
                if (verdict == null || verdict.outcome() != Outcome.HANDLED) {
                    held.add(event.subject());
                }
            }
        }

        private void putOff(List<Event> events, RuntimeException failure) {
            events.forEach(event -> held.add(event.subject()));
            LOG.info(
                    "{} events wait for {} in {}: {}",
                    events.size(),
                    consumer,
                    region.name(),
                    failure.getClass().getSimpleName());
        }
    }
}
