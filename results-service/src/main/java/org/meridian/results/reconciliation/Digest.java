package org.meridian.results.reconciliation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sixteen characters that are the same for the same facts. checkin-service makes them in the same way: SHA-256 over the
 * facts in their order, each followed by a line end, nothing for an absent one, a moment as microseconds since 1970; its
 * first twelve bytes in base64url.
 */
final class Digest {

    private static final int BYTES = 12;

    private Digest() {}

    /** @param facts strings, numbers, days or moments */
    static String of(@Nullable Object... facts) {
        String text = Arrays.stream(facts).map(Digest::text).collect(Collectors.joining("\n", "", "\n"));
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    private static String text(@Nullable Object fact) {
        return switch (fact) {
            case null -> "";
            case Instant moment -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
            case LocalDate day -> day.toString();
            case Number number -> number.toString();
            case String string -> string;
            default -> throw new IllegalArgumentException("no fact: " + fact.getClass());
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
