package org.meridian.platform.gathered;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Bytes that grow; numbers are big-endian, and before everything of a length of its own stands that length. */
final class FrameWriter {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    FrameWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    FrameWriter int8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    FrameWriter int16(int value) {
        if (value < 0 || value > FrameReader.MAX_16) {
            throw new IllegalArgumentException("longer than a frame can say: " + value);
        }
        room(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    FrameWriter int32(int value) {
        room(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
        return this;
    }

    FrameWriter int64(long value) {
        room(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
        return this;
    }

    /** @throws IllegalArgumentException when it is no ISO 8859-1, or too long */
    @SuppressWarnings("deprecation") // the characters are bytes, and this copies them as such
    FrameWriter text(String text) {
        int size = text.length();
        for (int i = 0; i < size; i++) {
            if (text.charAt(i) > FrameReader.MAX_8) {
                throw new IllegalArgumentException("a character that is no byte");
            }
        }
        int16(size);
        room(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    FrameWriter headers(List<HeaderField> headers) {
        if (headers.size() > FrameReader.MOST_HEADERS) {
            throw new IllegalArgumentException("more headers than a call has");
        }
        int16(headers.size());
        for (HeaderField header : headers) {
            text(header.name()).text(header.value());
        }
        return this;
    }

    FrameWriter raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Says at an earlier place how many bytes have come behind it. */
    void lengthAt(int place) {
        INT.set(bytes, place, length - place - Integer.BYTES);
    }

    byte[] toBytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(length, more)));
        }
    }
}
