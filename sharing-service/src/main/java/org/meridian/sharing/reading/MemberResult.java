package org.meridian.sharing.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;

/**
 * All that a unit sees of a consenting member: the latest outcome and its day.
 *
 * @param member the unit's own reference, else the masked national id it uploaded
 * @param type as the unit uploaded it
 * @param status PROVISIONAL while a positive pool is being taken apart, else FINAL or CORRECTED
 * @param sampledOn day of the sample, in UTC
 * @param resident for the access log, never shown
 * @param purpose what the member consented to, for the access log
 */
public record MemberResult(
        String member,
        String type,
        String outcome,
        String status,
        @Nullable LocalDate sampledOn,
        @JsonIgnore ResidentId resident,
        @JsonIgnore String purpose) {}
