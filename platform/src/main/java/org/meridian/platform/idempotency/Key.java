package org.meridian.platform.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An {@code Idempotency-Key} as it is kept: never the text itself, and never the same for two callers or two calls.
 *
 * @param hash SHA-256 of caller, method, path and key
 * @param secret what the kept answer is sealed with; it is kept nowhere
 * @param requestHash SHA-256 of the body
 */
record Key(byte[] hash, byte[] secret, byte[] requestHash) {

    static Key of(String caller, String method, String path, String key, byte[] requestHash) {
        String scoped = String.join("\n", caller, method, path, key);
        return new Key(sha256("name\n" + scoped), sha256("secret\n" + scoped), requestHash);
    }

    /** Names the key among those that are being worked on. */
    String name() {
        return name(hash);
    }

    static String name(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] sha256(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
