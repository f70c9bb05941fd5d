package org.meridian.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that is told events, as they arrived. */
public final class FakeConsumer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final StubService stub = StubService.start();
    private final List<JsonNode> events = new ArrayList<>();

    public void answer() {
        stub.on("POST", "/internal/events", call -> {
            JsonNode batch = JSON.readTree(call.body());
            List<Map<String, String>> verdicts = new ArrayList<>();
            synchronized (events) {
                for (JsonNode event : batch) {
                    events.add(event);
                    verdicts.add(Map.of("id", event.get("id").asString(), "outcome", "HANDLED"));
                }
            }
            return Reply.ok(JSON.writeValueAsString(verdicts));
        });
    }

    public StubService stub() {
        return stub;
    }

    /** Takes the next delivery, but the answer gets lost. */
    public void loseAnswers() {
        stub.on("POST", "/internal/events", call -> {
            synchronized (events) {
                JSON.readTree(call.body()).forEach(events::add);
            }
            return new Reply(500, "{}");
        });
    }

    /** The events with a change about somebody or something, each as often as it came. */
    public List<JsonNode> about(Object subject) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> !changes(event, subject).isEmpty())
                    .toList();
        }
    }

    /** The changes about somebody or something, in the order in which they came, each as often. */
    public List<JsonNode> payloads(Object subject) {
        return about(subject).stream()
                .flatMap(event -> changes(event, subject).stream())
                .toList();
    }

    private static List<JsonNode> changes(JsonNode event, Object subject) {
        JsonNode payload = JSON.readTree(event.get("payload").asString());
        assertThat(payload.isArray()).as(payload.toString()).isTrue();
        return StreamSupport.stream(payload.spliterator(), false)
                .filter(change -> Stream.of("residentId", "barcode", "sampleId")
                        .anyMatch(name -> change.path(name).asString("").equals(subject.toString())))
                .toList();
    }
}
