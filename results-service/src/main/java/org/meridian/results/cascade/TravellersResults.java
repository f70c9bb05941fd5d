package org.meridian.results.cascade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.meridian.results.person.MemberResult;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes the results of this region's people from tubes of other countries, and folds them like those from home. */
@Component
class TravellersResults implements EventHandler {

    /** How many results are folded at once. */
    private static final int FOLDED = 5_000;

    private final Cascade cascade;
    private final Outbox outbox;
    private final JsonMapper json;

    TravellersResults(Cascade cascade, Outbox outbox, JsonMapper json) {
        this.cascade = cascade;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public String type() {
        return MemberResult.EVENT;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        Country country = events.getFirst().targetCountry();
        List<MemberResult> results = new ArrayList<>();
        for (Event event : events) {
            results.addAll(Arrays.asList(json.readValue(event.payload(), MemberResult[].class)));
            if (results.size() >= FOLDED) {
                fold(country, results);
                results.clear();
            }
        }
        fold(country, results);
    }

    private void fold(Country country, List<MemberResult> results) {
        if (results.stream().anyMatch(result -> !result.residentId().country().equals(country))) {
            throw new IllegalArgumentException("the person is not of the country that is to be written");
        }
        outbox.appendAll(cascade.followFromAbroad(country, results));
    }
}
