package org.meridian.sharing.accesslog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a resident's data by somebody else.
 *
 * @param what was shown
 * @param purpose why
 * @param readingId for paging
 */
public record AccessLogEntry(
        Instant readAt,
        Reader reader,
        String what,
        String purpose,
        @JsonIgnore UUID readingId) {

    /**
     * Who it was, without a name.
     *
     * @param organisation the name at the time, of the unit, the site or whatever else the reader belonged to
     * @param role in which the reader asked
     * @param staffId a pseudonym: auditors can find out whose
     */
    public record Reader(@Nullable String organisation, String role, String staffId) {}
}
