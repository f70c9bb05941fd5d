package org.meridian.registration.otp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** A code that was sent and waits to be given back. */
public record ChallengeId(UUID id, String countryCode) implements CountryId {

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ChallengeId of(String text) {
        return Ids.parse(text, ChallengeId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
