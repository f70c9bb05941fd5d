package org.meridian.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.CallTableFixtures;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TagsTests {

    private final ObjectNode base = base();
    private final Tags tags = Tags.takenFrom(base);

    @Test
    void everyCallOfTheServicesStandsUnderAHeading() {
        assertThat(CallTableFixtures.ofTheServices())
                .extracting(Call::pattern)
                .allSatisfy(pattern -> assertThat(tags.of(pattern)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/me, Residents",
        "/v1/me/code.svg, Residents",
        "/v1/me/results, Own results",
        "/v1/sites/{siteId}/staff, Sites",
        "/v1/sites/{siteId}/tasks, Tubes and samples",
        "/v1/results/{resultId}/corrections, Laboratory"
    })
    void theLongestBeginningDecides(String path, String tag) {
        assertThat(tags.of(path)).contains(tag);
    }

    @Test
    void aLikeSoundingPathStandsUnderNone() {
        assertThat(tags.of("/v1/resultset")).isEmpty();
    }

    @Test
    void theDocumentDoesNotShowHowItWasSorted() {
        assertThat(base.toString()).doesNotContain("x-paths").contains("Tubes and samples");
    }

    private static ObjectNode base() {
        try (var in = TagsTests.class.getResourceAsStream("/openapi/base.json")) {
            return (ObjectNode) JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
