package org.meridian.platform.gathered;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link FrameWriter} wrote, and never beyond the bounds of the part that it was given. */
final class FrameReader {

    static final int MAX_8 = 0xff;
    static final int MAX_16 = 0xffff;

    static final int MOST_HEADERS = 100;

    private final byte[] bytes;
    private final int end;
    private int at;

    FrameReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int int8() {
        need(1);
        return bytes[at++] & MAX_8;
    }

    int int16() {
        return (int8() << 8) | int8();
    }

    int int32() {
        return (int16() << 16) | int16();
    }

    long int64() {
        return ((long) int32() << 32) | (int32() & 0xffffffffL);
    }

    String text() {
        int length = int16();
        need(length);
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    List<HeaderField> headers() {
        int count = int16();
        if (count > MOST_HEADERS) {
            throw new MalformedFrameException("more headers than a call has");
        }
        List<HeaderField> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(new HeaderField(text(), text()));
        }
        return headers;
    }

    /** A part that says its length first; this one goes on behind it. */
    FrameReader part() {
        int length = int32();
        need(length);
        FrameReader part = new FrameReader(bytes, at, at + length);
        at += length;
        return part;
    }

    /** All that is left of this part. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    boolean atEnd() {
        return at == end;
    }

    private void need(int length) {
        if (length < 0 || end - at < length) {
            throw new MalformedFrameException("it ends too early");
        }
    }
}
