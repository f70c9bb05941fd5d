package org.meridian.gateway.token;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Caller;
import org.springframework.web.server.ServerWebExchange;

/** Remembers who calls. */
public final class Callers {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    static void attach(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }

    /** The caller whose token was verified; none for an anonymous call. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
