package org.meridian.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the route by the call that the table found: nothing is looked for a second time, as route predicates would. */
final class CallMapping implements HandlerMapping, Ordered {

    private final Mono<Object> handler;
    private final Route calls;
    private final Route streams;

    CallMapping(FilteringWebHandler handler, Route calls, Route streams) {
        this.handler = Mono.just(handler);
        this.calls = calls;
        this.streams = streams;
    }

    /** Before all others: most calls are passed on. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        Match.Found found = Match.Found.of(exchange);
        if (found == null || found.call().service() == null) {
            return Mono.empty();
        }
        exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, found.call().size() == Call.Size.STREAM ? streams : calls);
        return handler;
    }
}
