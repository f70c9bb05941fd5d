package org.meridian.sampling.tube;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lab has results: their tubes have been received, and are resulted. Told twice it is the same; a tube that is void
 * stays so, what its result becomes is results-service's to say.
 */
@Component
class TubeResulted implements EventHandler {

    private static final String ACTOR = "results";
    private static final TypeReference<List<Payload>> CHANGES = new TypeReference<>() {};

    private final Tubes tubes;
    private final JsonMapper json;
    private final Clock clock;

    TubeResulted(Tubes tubes, JsonMapper json, Clock clock) {
        this.tubes = tubes;
        this.json = json;
        this.clock = clock;
    }

    record Payload(Barcode barcode, Instant testedAt, String resultId) {}

    @Override
    public String type() {
        return "TubeResulted";
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        List<Tubes.Resulted> told = events.stream()
                .flatMap(event -> json.readValue(event.payload(), CHANGES).stream())
                .map(one -> new Tubes.Resulted(one.barcode(), one.testedAt()))
                .toList();
        tubes.resulted(told, events.getFirst().targetCountry(), ACTOR, clock.instant());
    }
}
