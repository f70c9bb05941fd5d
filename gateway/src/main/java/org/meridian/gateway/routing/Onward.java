package org.meridian.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Vouch;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Adds what a call is told for one instance, and for the next that is tried anew. */
@Component
class Onward implements HttpHeadersFilter, Ordered {

    private static final String ATTRIBUTE = Onward.class.getName();

    static void attach(ServerWebExchange exchange, @Nullable String vouch) {
        if (vouch == null) {
            exchange.getAttributes().remove(ATTRIBUTE);
        } else {
            exchange.getAttributes().put(ATTRIBUTE, vouch);
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
        String vouch = exchange.getAttribute(ATTRIBUTE);
        if (vouch == null) {
            return sent;
        }
        HttpHeaders with = new HttpHeaders();
        with.putAll(sent);
        with.set(Vouch.HEADER, vouch);
        return with;
    }
}
