package org.meridian.platform.erasure;

import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import tools.jackson.databind.json.JsonMapper;

/** Erases whom registration-service has erased. */
final class ErasureHandler implements EventHandler {

    private final Erasures erasures;
    private final JsonMapper json;

    ErasureHandler(Erasures erasures, JsonMapper json) {
        this.erasures = erasures;
        this.json = json;
    }

    @Override
    public String type() {
        return ResidentErased.TYPE;
    }

    @Override
    public void handle(Event event) {
        erasures.erase(json.readValue(event.payload(), ResidentErased.class).residentId());
    }
}
