package org.meridian.gateway.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "x-forwarded-proto",
                "X-Real-IP",
                "X-Meridian-Position",
                "X-MERIDIAN-ANYTHING",
                "CF-IPCountry",
                "CloudFront-Viewer-Country",
                "X-Country-Code",
                "X-AppEngine-Country",
                "True-Client-IP",
                "X-Original-URL"
            })
    void claimsAboutTheCallerAreBelievedFromTrustedProxiesOnly(String header) {
        assertThat(HeaderRules.passes(header, false)).isFalse();
        assertThat(HeaderRules.passes(header, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "x-request-id", "Expect", "X-HTTP-Method-Override"})
    void someComeFromNobody(String header) {
        assertThat(HeaderRules.passes(header, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "Idempotency-Key", "If-None-Match", "Accept", "Content-Type", "tracestate"})
    void theOthersPass(String header) {
        assertThat(HeaderRules.passes(header, false)).isTrue();
    }
}
