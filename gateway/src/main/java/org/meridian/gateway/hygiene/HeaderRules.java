package org.meridian.gateway.hygiene;

import java.util.List;
import java.util.Locale;
import org.meridian.platform.edge.HeaderNames;
import org.meridian.platform.token.Vouch;

/**
 * Which headers of a call go on: those that mean something to a service, and no other. So nothing has to be known about all
 * the ways in which a header can claim an address, a country, another path, method or user. From a proxy that is believed
 * its claims about where the caller is go on too.
 */
final class HeaderRules {

    private static final HeaderNames PASS = HeaderNames.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cache-control",
            "content-encoding", // refused by the services: nothing compressed is taken
            "content-language",
            "content-length",
            "content-type",
            "host", // the gateway's own until the call is sent on; a service gets its own
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-unmodified-since",
            "last-event-id",
            "meridian-row-count",
            "origin", // for cross-origin calls, where they are allowed
            "access-control-request-headers",
            "access-control-request-method",
            "prefer",
            "range",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "user-agent");

    /** Said by this gateway itself; a proxy that is believed has no such word either. */
    private static final HeaderNames OURS = HeaderNames.of(Vouch.HEADER);

    private static final List<String> CLAIM_PREFIXES = List.of("x-forwarded-", "x-meridian-", "x-geo-");

    private HeaderRules() {}

    static boolean passes(String header, boolean fromTrustedProxy) {
        return PASS.contains(header)
                || (fromTrustedProxy && claims(header.toLowerCase(Locale.ROOT)) && !OURS.contains(header));
    }

    private static boolean claims(String name) {
        if (name.contains("country")) {
            return true;
        }
        for (String prefix : CLAIM_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
