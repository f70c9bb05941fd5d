package org.meridian.checkin.status;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.meridian.checkin.status.StatusEvents.Change;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import tools.jackson.databind.ObjectReader;

/**
 * Handles events that are arrays of changes of many residents: one statement for all of them, whatever events they came
 * with.
 */
record ChangesOfMany<T extends Change>(
        String type,
        String sender,
        ObjectReader payload,
        BinaryOperator<T> newest,
        BiFunction<Country, List<T>, List<HealthStatus>> write,
        RememberedStatuses remembered)
        implements EventHandler {

    /** Changes in one statement; ten events' when they are as long as they may be. */
    private static final int MOST = 5_000;

    /** Who somebody is, is registration's word alone; what the rules make a colour of, results'. */
    @Override
    public Set<String> senders() {
        return Set.of(sender);
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        Country country = events.getFirst().targetCountry();
        Map<ResidentId, T> last = new HashMap<>();
        for (Event event : events) {
            List<T> changes = payload.readValue(event.payload());
            changes.forEach(change -> last.merge(ofCountry(country, change), change, newest));
        }
        List<T> changes = inOrder(last);
        for (int from = 0; from < changes.size(); from += MOST) {
            List<T> portion = changes.subList(from, Math.min(changes.size(), from + MOST));
            remembered.afterCommit(write.apply(country, portion));
        }
    }

    private ResidentId ofCountry(Country country, T change) {
        if (!change.residentId().country().equals(country)) {
            throw new IllegalArgumentException("the resident is not of the country that is to be written");
        }
        return change.residentId();
    }

    /** Batches that overlap take their locks in one order, so they wait for each other instead of colliding. */
    private static <T> List<T> inOrder(Map<ResidentId, T> changes) {
        return changes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ResidentId::id)))
                .map(Map.Entry::getValue)
                .toList();
    }
}
