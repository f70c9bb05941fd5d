package org.meridian.platform.reading;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;

/**
 * An entry of a person's access log, as it travels to sharing-service.
 *
 * @param readingId one for everything that one request showed
 * @param staffId the reader, a pseudonym that auditors can resolve
 * @param role in which the reader asked
 * @param organisation the name at the time, of the site or whatever else the reader belongs to
 * @param what was shown
 * @param purpose why
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PersonRead(
        UUID readingId,
        ResidentId residentId,
        String staffId,
        String role,
        @Nullable String organisation,
        String what,
        String purpose,
        Instant readAt) {

    public static final String TYPE = "PersonRead";
}
