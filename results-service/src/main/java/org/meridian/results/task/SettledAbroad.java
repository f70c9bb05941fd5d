package org.meridian.results.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.results.person.SampleId;
import org.meridian.results.person.SampleSettled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Travellers' retests: their home country knows when they have come, the task is here. */
@Component
class SettledAbroad implements EventHandler {

    private final Tasks tasks;
    private final JsonMapper json;

    SettledAbroad(Tasks tasks, JsonMapper json) {
        this.tasks = tasks;
        this.json = json;
    }

    @Override
    public String type() {
        return SampleSettled.TYPE;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        Country country = events.getFirst().targetCountry();
        Map<Told, SampleSettled> newest = new LinkedHashMap<>();
        for (Event event : events) {
            for (SampleSettled settled : json.readValue(event.payload(), SampleSettled[].class)) {
                if (!settled.sampleId().country().equals(country)) {
                    throw new IllegalArgumentException("the sample is not of the country that is to be written");
                }
                newest.merge(
                        new Told(settled.sampleId(), settled.revision()),
                        settled,
                        BinaryOperator.maxBy(Comparator.comparingInt(SampleSettled::version)));
            }
        }
        tasks.settle(country, List.copyOf(newest.values()));
    }

    /** What one word is about: the last one on it counts. */
    private record Told(SampleId sample, int revision) {}
}
