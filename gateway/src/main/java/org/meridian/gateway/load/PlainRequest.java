package org.meridian.gateway.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request as nearly all clients send it, whole in one piece of bytes, read without the HTTP codec. It is narrower than HTTP in
 * everything: where there is any doubt this says no, and the codec decides. What is taken for one request here, up to
 * {@link #end}, every reader of HTTP/1.1 takes for the same one.
 *
 * <p>One of five methods, one space, a path of letters, digits and a few signs, one space, {@code HTTP/1.1}. Then lines: a name that
 * is known here, a colon, a space or none, printable ASCII; each ended by CR LF. {@code Host} is there once; the length of the body,
 * which is whole, and the token are there once at most. So nothing that says another end ({@code Transfer-Encoding}, {@code Expect},
 * {@code Upgrade}, {@code Sec-WebSocket-Key1}), no folded line, no bare LF is in it. An instance is used again and again, by one thread.
 */
final class PlainRequest implements Glimpse {

    /** The codec takes longer heads; whoever sends one may go there. */
    private static final int LONGEST_HEAD = 4096;

    private static final int MOST_DIGITS = 5;

    private static final HttpMethod[] METHODS = {
        HttpMethod.POST, HttpMethod.GET, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE
    };

    private static final byte[][] METHOD_WORDS =
            Arrays.stream(METHODS).map(method -> ascii(method.name() + " ")).toArray(byte[][]::new);

    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] HOST = ascii("host");
    private static final byte[] AUTHORIZATION = ascii("authorization");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    /** Of no consequence for where a request ends, whether it is refused, and who may read the answer. */
    private static final byte[][] OTHERS = {
        ascii("accept"),
        ascii("accept-encoding"),
        ascii("accept-language"),
        ascii("cache-control"),
        ascii("content-type"),
        ascii("idempotency-key"),
        ascii("if-none-match"),
        ascii("traceparent"),
        ascii("tracestate"),
        ascii("user-agent"),
        ascii("x-forwarded-for"),
        ascii("x-forwarded-host"),
        ascii("x-forwarded-proto"),
        ascii("x-real-ip"),
        ascii("x-request-id")
    };

    private static final boolean[] IN_PATH = inPath();

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private HttpMethod method = HttpMethod.GET;
    private int pathFrom;
    private int pathTo;
    private int tokenFrom;
    private int tokenTo;
    private int hosts;
    private int length;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean[] inPath() {
        boolean[] in = new boolean[128];
        for (char c = 0; c < in.length; c++) {
            in[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        for (char c : "/-_.~?=&:,+".toCharArray()) {
            in[c] = true;
        }
        return in;
    }

    /** Whether a plain request begins here and ends before the limit, its body with it. */
    boolean read(byte[] from, int begin, int limit) {
        bytes = from;
        at = begin;
        tokenFrom = -1;
        hosts = 0;
        length = -1;
        int headLimit = Math.min(limit, begin + LONGEST_HEAD);
        if (!requestLine(headLimit)) {
            return false;
        }
        while (at + 1 < headLimit && bytes[at] != '\r') {
            if (!header(headLimit)) {
                return false;
            }
        }
        if (at + 1 >= headLimit || bytes[at + 1] != '\n' || hosts != 1) {
            return false;
        }
        end = at + 2 + Math.max(0, length);
        return end <= limit;
    }

    private boolean requestLine(int limit) {
        for (int i = 0; i < METHODS.length; i++) {
            if (is(METHOD_WORDS[i], at, limit)) {
                method = METHODS[i];
                at += METHOD_WORDS[i].length;
                return path(limit);
            }
        }
        return false;
    }

    private boolean path(int limit) {
        pathFrom = at;
        pathTo = -1;
        while (at < limit && bytes[at] >= 0 && IN_PATH[bytes[at]]) {
            if (bytes[at] == '?' && pathTo < 0) {
                pathTo = at;
            }
            at++;
        }
        pathTo = pathTo < 0 ? at : pathTo;
        if (pathTo == pathFrom || bytes[pathFrom] != '/' || !is(VERSION, at, limit)) {
            return false;
        }
        at += VERSION.length;
        return true;
    }

    private boolean header(int limit) {
        int nameFrom = at;
        while (at < limit && bytes[at] != ':') {
            at++;
        }
        int nameTo = at++;
        if (at < limit && bytes[at] == ' ') {
            at++;
        }
        int valueFrom = at;
        while (at < limit && bytes[at] >= ' ' && bytes[at] < 0x7f) {
            at++;
        }
        int valueTo = at;
        if (at + 1 >= limit || bytes[at] != '\r' || bytes[at + 1] != '\n') {
            return false;
        }
        at += 2;
        return isKnown(nameFrom, nameTo, valueFrom, valueTo);
    }

    private boolean isKnown(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (isName(HOST, nameFrom, nameTo)) {
            return ++hosts == 1 && valueTo > valueFrom;
        }
        if (isName(AUTHORIZATION, nameFrom, nameTo)) {
            boolean first = tokenFrom < 0;
            tokenFrom = valueFrom;
            tokenTo = valueTo;
            return first;
        }
        if (isName(CONTENT_LENGTH, nameFrom, nameTo)) {
            return length < 0 && number(valueFrom, valueTo);
        }
        if (isName(CONNECTION, nameFrom, nameTo)) {
            return isName(KEEP_ALIVE, valueFrom, valueTo);
        }
        for (byte[] other : OTHERS) {
            if (isName(other, nameFrom, nameTo)) {
                return true;
            }
        }
        return false;
    }

    /** Digits and nothing else. */
    private boolean number(int from, int to) {
        if (to == from || to - from > MOST_DIGITS) {
            return false;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            value = value * 10 + bytes[i] - '0';
        }
        length = value;
        return true;
    }

    private boolean is(byte[] word, int from, int limit) {
        return from + word.length <= limit && Arrays.equals(word, 0, word.length, bytes, from, from + word.length);
    }

    /** In letters of either case. */
    private boolean isName(byte[] lower, int from, int to) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            int c = bytes[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the next one would begin. */
    int end() {
        return end;
    }

    HttpMethod method() {
        return method;
    }

    /** Without the query. */
    String path() {
        return text(pathFrom, pathTo);
    }

    @Override
    public @Nullable String authorization() {
        return tokenFrom < 0 ? null : text(tokenFrom, tokenTo);
    }

    /** Whole, and none where no length was given. */
    @Override
    public byte @Nullable [] body() {
        return length < 0 ? null : Arrays.copyOfRange(bytes, end - length, end);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
