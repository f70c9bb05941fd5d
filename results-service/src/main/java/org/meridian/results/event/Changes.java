package org.meridian.results.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.springframework.stereotype.Component;

/** Puts many changes of one kind into few events: their consumers do not need them in order, and a row costs as much as its payload. */
@Component
public class Changes {

    /** How many changes one event carries. */
    public static final int MOST = 500;

    private final IdGenerator ids;

    Changes(IdGenerator ids) {
        this.ids = ids;
    }

    /**
     * Events whose payloads are arrays.
     *
     * @param subject whom or what one change is about; an event with only one is about that
     */
    public <T> List<NewEvent> told(
            String consumer, Country target, String type, List<T> changes, Function<T, String> subject) {
        List<NewEvent> events = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += MOST) {
            List<T> some = List.copyOf(changes.subList(from, Math.min(from + MOST, changes.size())));
            String about = some.size() == 1 ? subject.apply(some.getFirst()) : target + "/" + ids.nextUuid();
            events.add(new NewEvent(consumer, target, type, about, some));
        }
        return events;
    }
}
