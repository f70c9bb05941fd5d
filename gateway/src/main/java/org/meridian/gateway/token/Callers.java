package org.meridian.gateway.token;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Caller;
import org.springframework.web.server.ServerWebExchange;

/** Remembers who calls. */
public final class Callers {

    private static final String ATTRIBUTE = Callers.class.getName();

    private record Shown(Caller caller, String token) {}

    private Callers() {}

    static void attach(ServerWebExchange exchange, Caller caller, String token) {
        exchange.getAttributes().put(ATTRIBUTE, new Shown(caller, token));
    }

    /** The caller whose token was verified; none for an anonymous call. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        Shown shown = exchange.getAttribute(ATTRIBUTE);
        return shown == null ? null : shown.caller();
    }

    /** The very token that was verified, not what else a header may say. */
    static @Nullable String tokenOf(ServerWebExchange exchange) {
        Shown shown = exchange.getAttribute(ATTRIBUTE);
        return shown == null ? null : shown.token();
    }
}
