package org.meridian.gateway.hygiene;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.edge.HeaderNames;
import org.meridian.platform.token.Vouch;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of a call as a service gets them, alone or gathered: all that came in by {@link HeaderRules}, but for what
 * belongs to one connection (RFC 9110, 7.6.1), a proxy's claims about forwarding, and the host, which is the service's own; and
 * the gateway's word for the token.
 */
public final class Onward {

    private static final String ATTRIBUTE = Onward.class.getName();
    private static final String FORWARDING = "x-forwarded-";

    private static final HeaderNames OF_A_CONNECTION = HeaderNames.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private Onward() {}

    /** The gateway's word for the instance that is tried now; none takes back the one for an instance before. */
    public static void attach(ServerWebExchange exchange, @Nullable String vouch) {
        if (vouch == null) {
            exchange.getAttributes().remove(ATTRIBUTE);
        } else {
            exchange.getAttributes().put(ATTRIBUTE, vouch);
        }
    }

    /** One more header, which the gateway itself says. */
    public static void say(ServerWebExchange exchange, String name, String value) {
        exchange.getRequest().getHeaders().set(name, value); // a copy of what came in: CleanRequest
    }

    /** Each header with its values. */
    public static void each(ServerWebExchange exchange, BiConsumer<String, List<String>> header) {
        exchange.getRequest().getHeaders().forEach((name, values) -> {
            if (!belongsToAConnection(name) && !isForwarding(name) && !HttpHeaders.HOST.equalsIgnoreCase(name)) {
                header.accept(name, values);
            }
        });
        String vouch = exchange.getAttribute(ATTRIBUTE);
        if (vouch != null) {
            header.accept(Vouch.HEADER, List.of(vouch));
        }
    }

    /** Whether a header says something about one connection, in either direction. */
    public static boolean belongsToAConnection(String name) {
        return OF_A_CONNECTION.contains(name);
    }

    /** Believed here from a proxy; nothing behind reads it. */
    private static boolean isForwarding(String name) {
        return name.regionMatches(true, 0, FORWARDING, 0, FORWARDING.length());
    }
}
