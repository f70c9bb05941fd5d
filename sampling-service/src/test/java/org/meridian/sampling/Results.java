package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What results-service says and asks. */
final class Results {

    private static final String EVENTS = "/internal/events";

    private Results() {}

    private static Api api() {
        return Service.running().api();
    }

    static StubService takingEvents(StubService results) {
        return results.on(
                "POST",
                EVENTS,
                call -> Reply.ok(JsonMapper.shared()
                        .writeValueAsString(JsonMapper.shared()
                                .readTree(call.body())
                                .valueStream()
                                .map(event -> Map.of("id", event.path("id").asString(), "outcome", "HANDLED"))
                                .toList())));
    }

    /** What results-service was told with this event type about this barcode, so far. */
    static List<JsonNode> told(String type, String barcode) {
        return Service.running().results().calls().stream()
                .filter(call -> call.path().equals(EVENTS))
                .flatMap(call -> JsonMapper.shared().readTree(call.body()).valueStream())
                .filter(event -> event.path("type").asString().equals(type))
                .flatMap(event -> JsonMapper.shared()
                        .readTree(event.path("payload").asString())
                        .valueStream())
                .filter(change -> change.path("barcode").asString().equals(barcode))
                .toList();
    }

    /** Tells that these tubes have their results. */
    static void deliver(String country, String... barcodes) {
        String payload = JsonMapper.shared()
                .writeValueAsString(Arrays.stream(barcodes)
                        .map(barcode -> Map.of(
                                "barcode", barcode, "testedAt", "2026-01-01T10:00:00Z", "resultId", country + "-x"))
                        .toList());
        Api.Answer delivered = api().post(
                        EVENTS,
                        TestTokens.service("results"),
                        List.of(Map.of(
                                "id",
                                UUID.randomUUID().toString(),
                                "type",
                                "TubeResulted",
                                "subject",
                                country + "/" + UUID.randomUUID(),
                                "targetCountry",
                                country,
                                "payload",
                                payload)));
        assertThat(delivered.text()).contains("HANDLED");
    }

    static Api.Answer lookUp(String country, List<String> barcodes) {
        return api().post(
                        "/internal/tubes/lookup",
                        TestTokens.service("results"),
                        Map.of("country", country, "barcodes", barcodes));
    }
}
