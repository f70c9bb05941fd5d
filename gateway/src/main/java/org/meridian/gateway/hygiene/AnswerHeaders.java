package org.meridian.gateway.hygiene;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** What every answer carries, whoever gave it. */
public final class AnswerHeaders {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String PRIVATE = "private";
    private static final String HTTPS_ONLY_FOR_A_YEAR = "max-age=31536000; includeSubDomains";

    /** Receives name and value of a header. */
    @FunctionalInterface
    public interface Setter {
        void set(String name, String value);
    }

    private AnswerHeaders() {}

    static void apply(ServerHttpResponse response, String requestId, boolean encrypted) {
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.SERVER);
        headers.set(RequestIds.HEADER, requestId);
        onEvery(headers::set);
        if (encrypted) {
            headers.set("Strict-Transport-Security", HTTPS_ONLY_FOR_A_YEAR);
        }
        if (!headers.containsHeader(CONTENT_SECURITY_POLICY)) {
            headers.set(CONTENT_SECURITY_POLICY, NOTHING);
        }
        // A 304 would overwrite what the caller has stored with the answer that it confirms.
        boolean unchanged = HttpStatus.NOT_MODIFIED.equals(response.getStatusCode());
        if (!unchanged && !headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        // What a browser may keep of one person it must not show to the next who logs in there.
        String caching = headers.getFirst(HttpHeaders.CACHE_CONTROL);
        if (caching != null && caching.contains(PRIVATE)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        }
    }

    /** For an answer that comes about before there is a call. */
    public static void onBare(Setter headers) {
        onEvery(headers);
        headers.set(CONTENT_SECURITY_POLICY, NOTHING);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static void onEvery(Setter headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }
}
