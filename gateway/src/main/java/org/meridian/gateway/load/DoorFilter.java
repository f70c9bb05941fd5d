package org.meridian.gateway.load;

import org.meridian.gateway.calls.Match;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away what {@link EarlyRefusals} leaves to the ordinary way: calls of pages, of old clients, with a body in pieces. */
@Component
@Order(DoorFilter.ORDER)
class DoorFilter implements WebFilter {

    /** Behind the filter that finds the call, before the one that checks the token. */
    static final int ORDER = 15;

    private final Door door;

    DoorFilter(Door door) {
        this.door = door;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Match.Found found = Match.Found.of(exchange);
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return found != null && door.isClosed(found, () -> headers.getFirst(HttpHeaders.AUTHORIZATION))
                ? Mono.error(TooMuch.problem())
                : chain.filter(exchange);
    }
}
