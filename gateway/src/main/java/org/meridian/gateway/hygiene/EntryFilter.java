package org.meridian.gateway.hygiene;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The first that a call meets: it gets its ids, loses the headers that may not come from outside, and is refused when too
 * many are in flight.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntryFilter implements WebFilter {

    private static final String HTTPS = "https";

    private final RequestIds requestIds;
    private final TrustedProxies proxies;
    private final String patience;
    private final InFlight inFlight;

    EntryFilter(RequestIds requestIds, TrustedProxies proxies, InFlight inFlight, GatewayProperties properties) {
        this.requestIds = requestIds;
        this.proxies = proxies;
        this.patience = Long.toString(properties.responseTimeout().toMillis());
        this.inFlight = inFlight;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Trace trace = Trace.continued(request.getHeaders().getFirst(Trace.HEADER));
        trace.attach(exchange);
        String requestId = requestIds.next();
        boolean trusted = trusted(request.getRemoteAddress());
        boolean encrypted = isEncrypted(request, trusted);
        exchange.getResponse().beforeCommit(() -> {
            AnswerHeaders.apply(exchange.getResponse(), requestId, encrypted);
            return Mono.empty();
        });
        boolean counted = !Call.isProbe(request.getURI().getRawPath());
        if (counted && !inFlight.enter()) {
            return Mono.error(
                    new ProblemException(ProblemType.OVERLOADED, "The gateway has as many calls in flight as it takes.")
                            .retryAfter(Duration.ofSeconds(1)));
        }
        Mono<Void> rest = chain.filter(exchange.mutate()
                .request(cleaned(request, trusted, requestId, trace))
                .build());
        return counted ? rest.doFinally(signal -> inFlight.leave()) : rest;
    }

    private boolean trusted(@Nullable InetSocketAddress remote) {
        return remote != null && proxies.contain(remote.getAddress());
    }

    /** Up to here, or up to a proxy that is believed. */
    private static boolean isEncrypted(ServerHttpRequest request, boolean behindProxy) {
        return HTTPS.equals(request.getURI().getScheme())
                || (behindProxy && HTTPS.equals(request.getHeaders().getFirst("X-Forwarded-Proto")));
    }

    private ServerHttpRequest cleaned(ServerHttpRequest request, boolean trusted, String requestId, Trace trace) {
        ServerHttpRequest cleaned = new CleanRequest(request, trusted);
        HttpHeaders headers = cleaned.getHeaders();
        if (trace.started()) {
            headers.remove("tracestate");
        }
        headers.set(RequestIds.HEADER, requestId);
        headers.set(Trace.HEADER, trace.traceparent());
        headers.set(
                EdgeHeaders.DEADLINE,
                patience); // a service is given as long as it is waited for, from when it is asked
        return cleaned;
    }
}
