package org.meridian.results.person;

import java.util.List;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes the results of this region's people from tubes of other countries, and folds them like those from home. */
@Component
class TravellersResults implements EventHandler {

    private final PersonResults persons;
    private final Outbox outbox;
    private final JsonMapper json;

    TravellersResults(PersonResults persons, Outbox outbox, JsonMapper json) {
        this.persons = persons;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public String type() {
        return MemberResult.EVENT;
    }

    @Override
    public void handle(Event event) {
        MemberResult result = json.readValue(event.payload(), MemberResult.class);
        if (!result.residentId().country().equals(event.targetCountry())) {
            throw new IllegalArgumentException("the person is not of the country that is to be written");
        }
        outbox.appendAll(persons.fold(event.targetCountry(), List.of(result)));
    }
}
