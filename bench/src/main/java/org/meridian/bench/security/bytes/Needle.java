package org.meridian.bench.security.bytes;

import java.nio.charset.StandardCharsets;

/**
 * Bytes to look for; capital and small ASCII letters are the same.
 *
 * @param what they are, for the report
 * @param bytes at least {@link #SHORTEST}: fewer would be found by chance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Needle(String what, byte[] bytes) {

    /** How many bytes a needle has at least. */
    public static final int SHORTEST = 8;

    private static final byte[] FOLDED = new byte[256];

    static {
        for (int b = 0; b < FOLDED.length; b++) {
            FOLDED[b] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
        }
    }

    public Needle {
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException(what + " has only " + bytes.length + " bytes");
        }
        bytes = bytes.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = folded(bytes[i]);
        }
    }

    static Needle of(String what, String text) {
        return new Needle(what, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte folded(byte b) {
        return FOLDED[b & 0xFF];
    }

    /** Whether it ends at this place of a text. */
    boolean endsAt(byte[] text, int end) {
        int begin = end - bytes.length + 1;
        if (begin < 0) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (folded(text[begin + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The last eight, as one number. */
    long tail() {
        long tail = 0;
        for (int i = bytes.length - SHORTEST; i < bytes.length; i++) {
            tail = (tail << 8) | (bytes[i] & 0xFF);
        }
        return tail;
    }
}
