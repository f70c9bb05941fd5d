package org.meridian.registration.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.UnknownCountryException;

/**
 * What a client keeps to stay logged in: {@code DEU-} and in base64url the family's id and the secret of its newest token.
 */
public final class RefreshToken {

    private static final int SECRET = 32;
    private static final int BYTES = 16 + SECRET;
    private static final int PREFIX = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Country country;
    private final UUID family;
    private final byte[] secret;

    private RefreshToken(Country country, UUID family, byte[] secret) {
        this.country = country;
        this.family = family;
        this.secret = secret;
    }

    /** The first of a new family, whose id nobody can guess. */
    static RefreshToken first(Country country, UUID family) {
        byte[] secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        return new RefreshToken(country, family, secret);
    }

    /** The one that takes this one's place. */
    public RefreshToken next() {
        return first(country, family);
    }

    /** Empty for a text that is no such token. */
    public static Optional<RefreshToken> parse(String text) {
        if (text.length() <= PREFIX || text.charAt(PREFIX - 1) != '-') {
            return Optional.empty();
        }
        try {
            Country country = Country.of(text.substring(0, PREFIX - 1));
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX));
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            UUID family = new UUID(buffer.getLong(), buffer.getLong());
            byte[] secret = new byte[SECRET];
            buffer.get(secret);
            return Optional.of(new RefreshToken(country, family, secret));
        } catch (UnknownCountryException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Country country() {
        return country;
    }

    public UUID family() {
        return family;
    }

    /** What is stored of it. The secret is random and long: a plain hash can't be tried through. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The form that the client gets. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(family.getMostSignificantBits())
                .putLong(family.getLeastSignificantBits())
                .put(secret)
                .array();
        return country + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Says nothing, so that no log can. */
    @Override
    public String toString() {
        return "RefreshToken[" + country + "]";
    }
}
