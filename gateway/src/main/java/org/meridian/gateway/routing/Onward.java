package org.meridian.gateway.routing;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Vouch;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClientResponse;

/** The heads of calls and answers on their way: what belongs to one connection alone ends here (RFC 9110, 7.6.1). */
final class Onward {

    private static final String ATTRIBUTE = Onward.class.getName();

    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String FORWARDING = "x-forwarded-";

    private Onward() {}

    /** The gateway's word for the instance that is tried now; none takes back the one for an instance before. */
    static void attach(ServerWebExchange exchange, @Nullable String vouch) {
        if (vouch == null) {
            exchange.getAttributes().remove(ATTRIBUTE);
        } else {
            exchange.getAttributes().put(ATTRIBUTE, vouch);
        }
    }

    /** Everything that {@code hygiene} let in, but for the host, which is the instance's own. */
    static void copy(ServerWebExchange exchange, HttpHeaders sent) {
        exchange.getRequest().getHeaders().forEach((name, values) -> {
            if (!belongsToAConnection(name) && !isForwarding(name) && !HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
                sent.set(name, values);
            }
        });
        String vouch = exchange.getAttribute(ATTRIBUTE);
        if (vouch != null) {
            sent.set(Vouch.HEADER, vouch);
        }
    }

    static boolean hasBody(ServerHttpRequest request) {
        org.springframework.http.HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0
                || headers.containsHeader(org.springframework.http.HttpHeaders.TRANSFER_ENCODING);
    }

    static void head(HttpClientResponse answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
        org.springframework.http.HttpHeaders headers = response.getHeaders();
        Iterator<Map.Entry<CharSequence, CharSequence>> all =
                answer.responseHeaders().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            String name = header.getKey().toString();
            if (!belongsToAConnection(name)) {
                headers.add(name, header.getValue().toString());
            }
        }
    }

    /** What the answer says of its length; -1 when it says nothing, or more than one thing. */
    static long lengthOf(HttpClientResponse answer) {
        List<String> said = answer.responseHeaders().getAll(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return said.size() == 1 ? Long.parseLong(said.getFirst()) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Believed here from a proxy; nothing behind reads it. */
    private static boolean isForwarding(String name) {
        return name.regionMatches(true, 0, FORWARDING, 0, FORWARDING.length());
    }

    private static boolean belongsToAConnection(String name) {
        return OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }
}
