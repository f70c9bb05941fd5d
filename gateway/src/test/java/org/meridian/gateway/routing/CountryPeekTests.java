package org.meridian.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryPeekTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"country":"DEU","phone":"+49"}                       | DEU
            {"phone":"+49", "more":{"country":"USA"}, "country":"TWN"} | TWN
            {"more":[{"country":"USA"}], "country":"XXX"}         | XXX
            {"country":"USA-01JD7K"}                              | USA
            """)
    void theCountryIsFoundAtTheTopOfTheBody(String json, String country) {
        assertThat(peek(json, "country")).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"DEU\"",
                "{\"country\":5}",
                "{\"country\":null}",
                "{\"country\":\"de\"}",
                "{\"country\":\"deu\"}",
                "{\"country\":\"Germany\"}",
                "{\"country\":[\"DEU\"]}",
                "{\"land\":\"DEU\"}",
                "{\"more\":{\"country\":\"DEU\"}}",
                "{\"a\":1,,\"country\":\"DEU\"}"
            })
    void whatCannotBeReadNamesNoCountry(String json) {
        assertThat(peek(json, "country")).isEqualTo("none");
    }

    @Test
    void theFirstPropertyThatNamesACountryDecides() {
        String json = "{\"challengeId\":\"TWN-1\",\"country\":\"DEU\"}";
        assertThat(peek(json, "country", "challengeId")).isEqualTo("DEU");
        assertThat(peek(json, "absent", "challengeId")).isEqualTo("TWN");
    }

    private static String peek(String json, String... properties) {
        return CountryPeek.inBody(json.getBytes(StandardCharsets.UTF_8), List.of(properties))
                .orElse("none");
    }
}
