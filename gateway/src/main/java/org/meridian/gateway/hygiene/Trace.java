package org.meridian.gateway.hygiene;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The trace that a call belongs to, by W3C Trace Context.
 *
 * @param traceparent the header as it goes on to the services
 * @param started whether the trace begins here, because the caller sent none or a malformed one
 */
public record Trace(String traceparent, boolean started) {

    static final String HEADER = "traceparent";

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final int ID_START = 3;
    private static final int ID_END = 35;
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    static Trace continued(@Nullable String header) {
        return header != null && VALID.matcher(header).matches() ? new Trace(header, false) : start();
    }

    /** A new trace, for what belongs to none. */
    public static Trace start() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String traceId = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        return new Trace("00-" + traceId + "-" + hex.toHexDigits(random.nextLong() | 1) + "-00", true);
    }

    /** 32 hexadecimal digits: what a problem's {@code traceId} says. */
    public String id() {
        return traceparent.substring(ID_START, ID_END);
    }

    void attach(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The trace of a call, or none when it failed before it had one. */
    public static @Nullable Trace of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
