package org.meridian.checkin.visit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.meridian.checkin.place.PlaceId;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** A check-in; its country is the place's. */
public record CheckInId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static CheckInId of(String text) {
        return Ids.parse(text, CheckInId::new);
    }

    /**
     * The id of what a place's scanner calls {@code clientId}: always the same one, so that the primary key itself
     * refuses to take it twice.
     */
    static CheckInId scanned(PlaceId place, String clientId) {
        byte[] hash = sha256().digest((place + "\n" + clientId).getBytes(StandardCharsets.UTF_8));
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new CheckInId(new UUID(bits.getLong(), bits.getLong()), place.countryCode());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
