package org.meridian.registration.test;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** What a service answers that takes every event. */
final class Verdicts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Verdicts() {}

    static String handled(String events) {
        return StreamSupport.stream(JSON.readTree(events).spliterator(), false)
                .map(event -> "{\"id\":\"" + event.get("id").asString() + "\",\"outcome\":\"HANDLED\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
