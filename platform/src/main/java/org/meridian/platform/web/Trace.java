package org.meridian.platform.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request that this thread works for: W3C {@code traceparent} and the gateway's {@code X-Request-Id}, kept in the MDC. */
public final class Trace {

    public static final String TRACEPARENT = "traceparent";
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String TRACE_ID = "traceId";
    private static final String REQUEST = "requestId";
    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final Pattern REQUEST_FORM = Pattern.compile("[0-9A-Z]{1,32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {}

    static void begin(@Nullable String traceparent, @Nullable String requestId) {
        Matcher given = FORM.matcher(traceparent == null ? "" : traceparent);
        MDC.put(TRACE_ID, given.matches() ? given.group(1) : randomHex(16));
        if (requestId != null && REQUEST_FORM.matcher(requestId).matches()) {
            MDC.put(REQUEST, requestId);
        }
    }

    static void end() {
        MDC.remove(TRACE_ID);
        MDC.remove(REQUEST);
    }

    /** The trace id, 32 hexadecimal digits, when a request is being worked on. */
    public static Optional<String> id() {
        return Optional.ofNullable(MDC.get(TRACE_ID));
    }

    public static Optional<String> requestId() {
        return Optional.ofNullable(MDC.get(REQUEST));
    }

    /** A {@code traceparent} for an onward call: the same trace, a new span. */
    public static Optional<String> onward() {
        return id().map(trace -> "00-" + trace + "-" + randomHex(8) + "-01");
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
