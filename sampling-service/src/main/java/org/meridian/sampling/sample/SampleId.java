package org.meridian.sampling.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** One person's sample in one tube; of the country where it was taken. */
public record SampleId(UUID id, String countryCode) implements CountryId {

    @JsonCreator
    public static SampleId of(String text) {
        return Ids.parse(text, SampleId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
