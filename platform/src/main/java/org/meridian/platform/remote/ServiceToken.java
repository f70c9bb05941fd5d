package org.meridian.platform.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.token.Tokens;

/** This service's own token, signed anew shortly before it ends. */
final class ServiceToken {

    private static final Duration LIFETIME = Tokens.SERVICE_LIFE;
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);

    private final TokenIssuer issuer;
    private final Clock clock;
    private volatile Signed signed = new Signed("", Instant.MIN);

    private record Signed(String token, Instant until) {}

    ServiceToken(TokenIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    String current() {
        Instant now = clock.instant();
        Signed present = signed;
        if (now.isAfter(present.until())) {
            present = new Signed(issuer.issueForService(LIFETIME), now.plus(LIFETIME.minus(RENEWED_BEFORE)));
            signed = present;
        }
        return present.token();
    }
}
