package org.meridian.platform.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request that this thread works for: W3C {@code traceparent} and the gateway's {@code X-Request-Id}, kept in the MDC. */
public final class Trace {

    public static final String TRACEPARENT = "traceparent";
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String TRACE_ID = "traceId";
    private static final String REQUEST = "requestId";
    private static final int[] PARTS = {2, 35, 52}; // the dashes of 00-<32 digits>-<16 digits>-<2 digits>
    private static final int LENGTH = 55;
    private static final int LONGEST_REQUEST = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {}

    static void begin(@Nullable String traceparent, @Nullable String requestId) {
        MDC.put(
                TRACE_ID,
                traceparent != null && isTraceparent(traceparent)
                        ? traceparent.substring(PARTS[0] + 1, PARTS[1])
                        : randomHex(16));
        if (requestId != null && isRequestId(requestId)) {
            MDC.put(REQUEST, requestId);
        }
    }

    /** Of the one version that there is. Without an expression: each request pays for it. */
    private static boolean isTraceparent(String text) {
        if (text.length() != LENGTH || !text.startsWith("00-")) {
            return false;
        }
        for (int i = PARTS[0] + 1; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == PARTS[1] || i == PARTS[2];
            boolean right = dash ? c == '-' : (isDigit(c) || (c >= 'a' && c <= 'f'));
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRequestId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_REQUEST;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
