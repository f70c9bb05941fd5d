package org.meridian.platform.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.UnknownCountryException;
import org.meridian.platform.id.ResidentId;

/**
 * The short-lived code that a person shows and a sampler or a place scans: {@code DEU-} and, in Crockford's base 32, the
 * resident's id (16 bytes), the end of its life (4 bytes, seconds) and the issuer's Ed25519 signature over both (64
 * bytes). Capital letters and digits only, so a QR code of it stays small; whoever has the public keys checks it without
 * asking anybody, also offline.
 */
public record ResidentCode(ResidentId resident, Instant expiresAt) {

    /** How long a code can be shown. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final byte[] PURPOSE = "meridian resident code\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE = 64;
    private static final int BODY = 16 + 4;
    private static final int PREFIX = 4;

    /** Signs the code with the home region's key. */
    public String sign(TokenIssuer issuer) {
        byte[] message = message();
        byte[] signature = issuer.signBytes(message);
        byte[] bytes = ByteBuffer.allocate(BODY + SIGNATURE)
                .put(message, message.length - BODY, BODY)
                .put(signature)
                .array();
        return resident.countryCode() + "-" + Base32.encode(bytes);
    }

    /**
     * Reads a code.
     *
     * @param homeRegion gives the region of a country, whose key must have signed
     * @param at when it was scanned: a desk that was offline sends it later
     * @return the resident; empty when the code is malformed, forged or had expired by then
     */
    public static Optional<ResidentCode> verify(
            String code, TokenVerifier verifier, java.util.function.Function<Country, String> homeRegion, Instant at) {
        if (code.length() <= PREFIX || code.charAt(PREFIX - 1) != '-') {
            return Optional.empty();
        }
        Optional<byte[]> decoded = Base32.decode(code.substring(PREFIX).toUpperCase(Locale.ROOT));
        if (decoded.isEmpty() || decoded.get().length != BODY + SIGNATURE) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(decoded.get());
            Country country = Country.of(code.substring(0, PREFIX - 1));
            ResidentId resident = new ResidentId(new UUID(bytes.getLong(), bytes.getLong()), country.code());
            ResidentCode read =
                    new ResidentCode(resident, Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt())));
            byte[] signature = new byte[SIGNATURE];
            bytes.get(signature);
            boolean genuine = verifier.verifyBytes(
                    Tokens.PEOPLE_KEY_PREFIX + homeRegion.apply(country), read.message(), signature);
            return genuine && at.isBefore(read.expiresAt.plus(Tokens.CLOCK_SKEW))
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (UnknownCountryException e) {
            return Optional.empty();
        }
    }

    private byte[] message() {
        byte[] country = resident.countryCode().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(PURPOSE.length + country.length + BODY)
                .put(PURPOSE)
                .put(country)
                .putLong(resident.id().getMostSignificantBits())
                .putLong(resident.id().getLeastSignificantBits())
                .putInt((int) expiresAt.getEpochSecond())
                .array();
    }
}
