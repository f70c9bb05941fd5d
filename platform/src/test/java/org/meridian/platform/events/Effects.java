package org.meridian.platform.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Handles arrays of names, each with a row of its own that tells how often it was. */
@Component
class Effects implements EventHandler {

    static final String TYPE = "Named";

    /** These it cannot stand. */
    final Set<String> poisonous = ConcurrentHashMap.newKeySet();
    /** These it fails on once. */
    final Set<String> slippery = ConcurrentHashMap.newKeySet();
    /** Its connection breaks in the middle of these, once. */
    final Set<String> fatal = ConcurrentHashMap.newKeySet();

    private final AtomicInteger place = new AtomicInteger();
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Effects(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        List<String> elements = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (Event event : events) {
            for (String name : json.readValue(event.payload(), String[].class)) {
                elements.add(name);
                subjects.add(event.subject());
            }
        }
        write(events.getFirst().targetCountry().code(), elements, subjects);
        for (String name : elements) {
            if (poisonous.contains(name) || slippery.remove(name)) {
                throw new IllegalArgumentException("cannot stand " + name);
            }
            if (fatal.remove(name)) {
                jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())")
                        .query(Boolean.class)
                        .single();
            }
        }
    }

    private void write(String country, List<String> elements, List<String> subjects) {
        jdbc.sql("""
                        INSERT INTO effect (id, country_code, element, subject, place)
                        SELECT e.id, :country, e.element, e.subject, e.place
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:elements AS text[]), CAST(:subjects AS text[]),
                                      CAST(:places AS int[])) AS e(id, element, subject, place)
                        """)
                .param("country", country)
                .param(
                        "ids",
                        elements.stream()
                                .map(name -> UUID.randomUUID().toString())
                                .toArray(String[]::new))
                .param("elements", elements.toArray(String[]::new))
                .param("subjects", subjects.toArray(String[]::new))
                .param(
                        "places",
                        elements.stream()
                                .map(name -> String.valueOf(place.incrementAndGet()))
                                .toArray(String[]::new))
                .update();
    }
}
