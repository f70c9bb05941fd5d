package org.meridian.results.task;

import java.util.Arrays;
import java.util.List;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
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
        List<SampleSettled> settled = Arrays.asList(json.readValue(event.payload(), SampleSettled[].class));
        if (settled.stream().anyMatch(one -> !one.sampleId().country().equals(event.targetCountry()))) {
            throw new IllegalArgumentException("the sample is not of the country that is to be written");
        }
        tasks.settle(event.targetCountry(), settled);
    }
}
