package org.meridian.platform.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Country;

/** Delivered events by what can be handled in one transaction. */
final class Groups {

    private Groups() {}

    private record Kind(Country country, String type) {}

    /**
     * Groups of one target country and type, to be handled one after the other. Events of one subject keep their order;
     * others may pass each other, so that a delivery for several countries does not fall to pieces.
     */
    static List<List<Event>> of(List<Event> events) {
        List<List<Event>> groups = new ArrayList<>();
        Map<Kind, Integer> latestOfKind = new HashMap<>();
        Map<String, Integer> latestOfSubject = new HashMap<>();
        for (Event event : events) {
            Kind kind = new Kind(event.targetCountry(), event.type());
            int group = latestOfKind.getOrDefault(kind, -1);
            if (group < latestOfSubject.getOrDefault(event.subject(), 0)) {
                group = groups.size();
                groups.add(new ArrayList<>());
                latestOfKind.put(kind, group);
            }
            groups.get(group).add(event);
            latestOfSubject.put(event.subject(), group);
        }
        return groups;
    }
}
