package org.meridian.gateway.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Meridian-Position",
                "X-MERIDIAN-ANYTHING",
                "CF-IPCountry",
                "CloudFront-Viewer-Country",
                "X-Country-Code",
                "X-AppEngine-Country"
            })
    void claimsAboutTheCallerAreBelievedFromTrustedProxiesOnly(String header) {
        assertThat(HeaderRules.passes(header, false)).isFalse();
        assertThat(HeaderRules.passes(header, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id",
                "X-Client-Address",
                "X-Meridian-Vouch",
                "X-MERIDIAN-VOUCH",
                "x-client-address",
                "Expect",
                "Connection",
                "X-HTTP-Method-Override",
                "X-Original-URL",
                "Cookie",
                "X-Nobody-Knows"
            })
    void someComeFromNobody(String header) {
        assertThat(HeaderRules.passes(header, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Idempotency-Key",
                "If-None-Match",
                "Accept",
                "Content-Type",
                "Meridian-Row-Count",
                "Prefer",
                "tracestate"
            })
    void theOthersPass(String header) {
        assertThat(HeaderRules.passes(header, false)).isTrue();
    }
}
