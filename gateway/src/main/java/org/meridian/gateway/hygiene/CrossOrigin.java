package org.meridian.gateway.hygiene;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets the pages of some origins call from a browser, when there are any in the settings; else no answer has a word of this,
 * and browsers keep their pages from reading it. Tokens travel in a header, so there are never credentials of the browser's.
 */
@Component
@Order(CrossOrigin.ORDER)
class CrossOrigin implements WebFilter {

    /** Before the call is looked for: a preflight is none. */
    static final int ORDER = 5;

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String SENT =
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Meridian-Row-Count, Prefer, traceparent";
    private static final String READ =
            "ETag, Link, Location, Meridian-Missing-Regions, Retry-After, WWW-Authenticate, X-Request-Id";
    private static final String SECONDS = "600";

    private final Set<String> allowed;

    CrossOrigin(GatewayProperties properties) {
        this.allowed = Set.copyOf(properties.allowedOrigins());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (allowed.isEmpty()) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        List<String> origins = request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN);
        String origin = origins.size() == 1 && allowed.contains(origins.getFirst()) ? origins.getFirst() : null;
        if (origin != null && isPreflight(request)) {
            HttpHeaders headers = response.getHeaders();
            answerTo(origin, headers);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENT);
            headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS);
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        response.beforeCommit(() -> {
            answerTo(origin, response.getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static boolean isPreflight(ServerHttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void answerTo(@Nullable String origin, HttpHeaders headers) {
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READ);
        }
    }
}
