package org.meridian.gateway.hygiene;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers a stranger may not send on: they would claim what only a proxy in front of us can know. */
final class HeaderRules {

    private static final Set<String> CLAIMS = Set.of(
            "forwarded",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-real-ip",
            "x-original-host",
            "x-original-url",
            "x-rewrite-url");

    private static final List<String> CLAIM_PREFIXES = List.of("x-forwarded", "x-meridian-", "x-envoy-", "x-geo-");

    /** Dropped from everybody: the first two are ours to set, the others would change what was routed. */
    private static final Set<String> NEVER = Set.of(
            "x-request-id", "expect", "x-http-method", "x-http-method-override", "x-method-override", "x-trace-id");

    private HeaderRules() {}

    static boolean passes(String header, boolean fromTrustedProxy) {
        String name = header.toLowerCase(Locale.ROOT);
        return !NEVER.contains(name) && (fromTrustedProxy || !claims(name));
    }

    private static boolean claims(String name) {
        if (CLAIMS.contains(name) || name.contains("country")) {
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
