package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.test.HandClock;

/** Point 2: what is in a token is read in the one form in which we write it. */
class ClaimsTests {

    private final HandClock clock = new HandClock();

    private static Claims parse(String json) throws InvalidTokenException {
        return Claims.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void point2RolesAreAListOfSome() throws Exception {
        assertThat(parse("{\"roles\":[\"SAMPLER\",\"RESIDENT\"]}").roles())
                .containsExactly(Role.RESIDENT, Role.SAMPLER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"roles\":null}",
                "{\"roles\":[]}",
                "{\"roles\":{}}",
                "{\"roles\":{\"a\":\"RESIDENT\"}}",
                "{\"roles\":\"RESIDENT\"}",
                "{\"roles\":7}",
                "{\"roles\":[1]}",
                "{\"roles\":[null]}",
                "{\"roles\":[[\"RESIDENT\"]]}",
                "{\"roles\":[\"RESIDENT\",\"RESIDENT\"]}",
            })
    void point2OtherRolesAreNone(String json) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> parse(json).roles());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "7", "null", "\"sub\"", "{\"sub\":1,\"sub\":1}", "{} {}", "{\"nbf\":1}", "{", "\u00e9"})
    void point2WhatIsNoneOfOurObjectsIsRefused(String json) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> parse(json).check("meridian", clock));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e9",
                "1.0",
                "\"1\"",
                "null",
                "[1]",
                "274877906944", // 2^38, in the year 10680
                "18446744073709551616", // 2^64, of which the lower half is 0
                "18446744075709551616"
            })
    void point2ATimeIsASmallNumberOfWholeSeconds(String exp) throws Exception {
        String json = "{\"iss\":\"meridian\",\"aud\":\"meridian\",\"iat\":0,\"exp\":";
        assertThat(parse(json + "60}").check("meridian", clock).getEpochSecond())
                .isEqualTo(60);
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> parse(json + exp + "}").check("meridian", clock));
    }
}
