package org.meridian.sampling.tube;

import java.time.Clock;
import java.time.Instant;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The lab has a result: the tube has been received, and is resulted. */
@Component
class TubeResulted implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TubeResulted.class);
    private static final String ACTOR = "results";

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
        Payload told = json.readValue(event.payload(), Payload.class);
        Step step = new Step(ACTOR, null, told.testedAt(), clock.instant());
        boolean received = tubes.move(told.barcode(), event.targetCountry(), TubeState.RECEIVED, step);
        boolean resulted = tubes.move(told.barcode(), event.targetCountry(), TubeState.RESULTED, step);
        if (!received && !resulted) {
            // resulted before, or void meanwhile: a tube has one way to go, a second result is results-service's to
            // judge
            LOG.info("a result did not move tube {} on", told.barcode());
        }
    }
}
