package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.json.JsonMapper;

/** What results-service says and asks. */
final class Results {

    private static final Api API = Service.running().api();

    private Results() {}

    /** Tells that these tubes have their results. */
    static void deliver(String country, String... barcodes) {
        String payload = JsonMapper.shared()
                .writeValueAsString(Arrays.stream(barcodes)
                        .map(barcode -> Map.of(
                                "barcode", barcode, "testedAt", "2026-01-01T10:00:00Z", "resultId", country + "-x"))
                        .toList());
        Api.Answer delivered = API.post(
                "/internal/events",
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
        return API.post(
                "/internal/tubes/lookup",
                TestTokens.service("results"),
                Map.of("country", country, "barcodes", barcodes));
    }
}
