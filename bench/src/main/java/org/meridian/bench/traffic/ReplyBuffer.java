package org.meridian.bench.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what comes over one connection until an answer is whole. There is one call at a time on a connection. */
final class ReplyBuffer {

    private static final int STATUS_AT = 9;
    private static final int LONGEST = 16 << 20;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CONNECTION = "connection:".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes = new byte[2048];
    private int have;
    private int headEnd;
    private int status;
    private int bodyLength;
    private boolean chunked;
    private boolean closes;

    /** Takes what there is; the whole answer, or null when more must come. */
    @Nullable
    Reply add(ByteBuffer in) throws IOException {
        int more = in.remaining();
        if (have + more > bytes.length) {
            if (have + more > LONGEST) {
                throw new IOException("an answer of more than " + LONGEST + " bytes");
            }
            bytes = Arrays.copyOf(bytes, Math.max(have + more, 2 * bytes.length));
        }
        in.get(bytes, have, more);
        int scanFrom = Math.max(0, have - 3);
        have += more;
        if (headEnd == 0 && !head(scanFrom)) {
            return null;
        }
        if (chunked) {
            return fromChunks();
        }
        if (have < headEnd + bodyLength) {
            return null;
        }
        if (have > headEnd + bodyLength) {
            throw new IOException("more than one answer to one call");
        }
        return new Reply(status, bytes, headEnd, bytes, headEnd, bodyLength);
    }

    /** Whether the other side closes the connection after this answer. */
    boolean closes() {
        return closes;
    }

    boolean isEmpty() {
        return have == 0;
    }

    void clear() {
        have = 0;
        headEnd = 0;
    }

    private boolean head(int from) throws IOException {
        int end = endOfHead(from);
        if (end < 0) {
            return false;
        }
        headEnd = end;
        status = number(STATUS_AT, STATUS_AT + 3, 10);
        bodyLength = 0;
        chunked = false;
        closes = false;
        int line = lineEnd(0) + 2;
        while (line < headEnd - 2) {
            int lineEnd = lineEnd(line);
            header(line, lineEnd);
            line = lineEnd + 2;
        }
        return true;
    }

    /** Nearly all lines are none of these; no text is made of them. */
    private void header(int from, int to) throws IOException {
        if (starts(from, to, CONTENT_LENGTH)) {
            bodyLength = Integer.parseInt(value(from + CONTENT_LENGTH.length, to));
        } else if (starts(from, to, TRANSFER_ENCODING)) {
            chunked = value(from, to).endsWith("chunked");
        } else if (starts(from, to, CONNECTION)) {
            closes = value(from, to).endsWith("close");
        }
    }

    private String value(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** @param lower letters, hyphens and a colon */
    private boolean starts(int from, int to, byte[] lower) {
        if (to - from < lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if ((bytes[from + i] | 0x20) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** The body put together, when its last chunk is there. Trailers are not expected. */
    private @Nullable Reply fromChunks() throws IOException {
        byte[] body = new byte[have - headEnd];
        int length = 0;
        int at = headEnd;
        while (true) {
            int line = at;
            while (line + 1 < have && !(bytes[line] == '\r' && bytes[line + 1] == '\n')) {
                line++;
            }
            if (line + 1 >= have) {
                return null;
            }
            int size = number(at, line, 16);
            int data = line + 2;
            if (data + size + 2 > have) {
                return null;
            }
            if (size == 0) {
                return new Reply(status, bytes, headEnd, body, 0, length);
            }
            System.arraycopy(bytes, data, body, length, size);
            length += size;
            at = data + size + 2;
        }
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < have; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int at = from;
        while (bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private int number(int from, int to, int radix) throws IOException {
        int value = 0;
        for (int i = from; i < to && bytes[i] != ';' && bytes[i] != ' '; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit < 0) {
                throw new IOException(
                        "no HTTP/1.1: " + new String(bytes, 0, Math.min(have, 80), StandardCharsets.ISO_8859_1));
            }
            value = value * radix + digit;
        }
        return value;
    }
}
