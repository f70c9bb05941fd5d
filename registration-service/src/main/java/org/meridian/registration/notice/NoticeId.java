package org.meridian.registration.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;

/** A notice; its country is the resident's. */
public record NoticeId(UUID id, String countryCode) implements CountryId {

    /** @throws org.meridian.platform.id.MalformedIdException when the text is no such id */
    @JsonCreator
    public static NoticeId of(String text) {
        return Ids.parse(text, NoticeId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.format(this);
    }
}
