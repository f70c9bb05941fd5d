package org.meridian.bench.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An answer in the connection's own buffer: whoever needs it later takes out what is needed. */
public final class Reply {

    private static final byte[] TYPE = beginOf("type");
    private static final byte[] DETAIL = beginOf("detail");

    private final byte[] bytes;
    private final int headEnd;
    private final byte[] body;
    private final int from;
    private final int length;
    private final int status;

    Reply(int status, byte[] bytes, int headEnd, byte[] body, int from, int length) {
        this.status = status;
        this.bytes = bytes;
        this.headEnd = headEnd;
        this.body = body;
        this.from = from;
        this.length = length;
    }

    public int status() {
        return status;
    }

    public String body() {
        return new String(body, from, length, StandardCharsets.UTF_8);
    }

    /** The value of the first field of this name that is a string, found without parsing; empty when there is none. */
    public String field(String name) {
        return field(beginOf(name));
    }

    private String field(byte[] beginning) {
        int at = find(body, from, from + length, beginning);
        if (at < 0) {
            return "";
        }
        int begin = at + beginning.length;
        int end = begin;
        while (end < from + length && body[end] != '"') {
            end++;
        }
        return new String(body, begin, end - begin, StandardCharsets.UTF_8);
    }

    /** A header's value; empty when there is none. */
    public String header(String name) {
        String head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1);
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon == name.length() && line.regionMatches(true, 0, name, 0, colon)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /** When the caller shall come again, as the header of this name says in seconds; at once where it says nothing. */
    Duration retryAfter() {
        String seconds = header("Retry-After");
        return seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    /** What kind of answer it is, for counting, and who says so: {@code 503 overloaded: The gateway has ...}. */
    String kind() {
        String type = field(TYPE);
        if (type.isEmpty()) {
            return Integer.toString(status);
        }
        String kind = status + " " + type.substring(type.lastIndexOf('/') + 1);
        String detail = status < 500 ? "" : field(DETAIL);
        return detail.isEmpty() ? kind : kind + ": " + detail;
    }

    private static byte[] beginOf(String field) {
        return ('"' + field + "\":\"").getBytes(StandardCharsets.UTF_8);
    }

    private static int find(byte[] in, int from, int to, byte[] bytes) {
        outer:
        for (int i = from; i <= to - bytes.length; i++) {
            for (int j = 0; j < bytes.length; j++) {
                if (in[i + j] != bytes[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
