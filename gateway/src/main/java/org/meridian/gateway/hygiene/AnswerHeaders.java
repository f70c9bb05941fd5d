package org.meridian.gateway.hygiene;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** What every answer carries, whoever gave it. */
final class AnswerHeaders {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private AnswerHeaders() {}

    static void apply(ServerHttpResponse response, String requestId) {
        HttpHeaders headers = response.getHeaders();
        headers.set(RequestIds.HEADER, requestId);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (!headers.containsHeader(CONTENT_SECURITY_POLICY)) {
            headers.set(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        }
        // A 304 would overwrite what the caller has stored with the answer that it confirms.
        boolean unchanged = HttpStatus.NOT_MODIFIED.equals(response.getStatusCode());
        if (!unchanged && !headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
