package org.meridian.bench.security.bytes;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds what is compressed within bytes, by how it begins, and unpacks it: PostgreSQL's own pglz values, and gzip. */
final class Packed {

    private static final int HEADER = 8;
    private static final int LONGEST_IN_A_PAGE = 8192;
    private static final int LONGEST_UNPACKED = 1 << 20;
    private static final int GZIP_HEADER = 10;

    private Packed() {}

    static void each(byte[] bytes, int length, Consumer<byte[]> unpacked) {
        for (int i = 0; i + HEADER < length; i++) {
            int b = bytes[i];
            if ((b & 3) == 2) {
                value(bytes, length, i, unpacked);
            }
            if (b == 0x1F && bytes[i + 1] == (byte) 0x8B && bytes[i + 2] == 8) {
                gzip(bytes, length, i, unpacked);
            }
        }
    }

    /** A compressed value within a row: its length with the two bits that say so, the length of what is in it, pglz. */
    private static void value(byte[] bytes, int length, int at, Consumer<byte[]> unpacked) {
        int size = number(bytes, at) >>> 2;
        int raw = number(bytes, at + 4);
        if (size > HEADER
                && size <= LONGEST_IN_A_PAGE
                && at + size <= length
                && raw > size
                && raw <= LONGEST_UNPACKED) {
            byte[] out = pglz(bytes, at + HEADER, at + size, raw);
            if (out != null) {
                unpacked.accept(out);
            }
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | (bytes[at + 3] << 24);
    }

    /** As {@code pglz_decompress} does it; null when this is not what it looked like. */
    static byte @org.jspecify.annotations.Nullable [] pglz(byte[] in, int from, int end, int raw) {
        byte[] out = new byte[raw];
        int read = from;
        int written = 0;
        while (read < end && written < raw) {
            int control = in[read++];
            for (int bit = 0; bit < 8 && read < end && written < raw; bit++, control >>= 1) {
                if ((control & 1) == 0) {
                    out[written++] = in[read++];
                    continue;
                }
                if (read + 1 >= end) {
                    return null;
                }
                int count = (in[read] & 0x0F) + 3;
                int back = ((in[read] & 0xF0) << 4) | (in[read + 1] & 0xFF);
                read += 2;
                if (count == 18) {
                    if (read >= end) {
                        return null;
                    }
                    count += in[read++] & 0xFF;
                }
                if (back == 0 || back > written) {
                    return null;
                }
                for (int last = Math.min(raw, written + count); written < last; written++) {
                    out[written] = out[written - back];
                }
            }
        }
        return read == end && written == raw ? out : null;
    }

    /** As far as it can be read. */
    private static void gzip(byte[] bytes, int length, int at, Consumer<byte[]> unpacked) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, at + GZIP_HEADER, Math.max(0, length - at - GZIP_HEADER));
            byte[] out = new byte[LONGEST_UNPACKED];
            int count = inflater.inflate(out);
            if (count > 0) {
                unpacked.accept(Arrays.copyOf(out, count));
            }
        } catch (DataFormatException e) {
            return; // it only looked like it
        } finally {
            inflater.end();
        }
    }
}
