package org.meridian.checkin.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an offline scanner collected at one person's passing.
 *
 * @param clientId the scanner's own name for it, never used twice at a place
 * @param residentCode as it was shown
 * @param checkedInAt by the scanner's clock
 * @param sequence the scanner's own count, if it has one: says in which order its scans were made
 */
public record Scan(
        String clientId,
        String residentCode,
        Instant checkedInAt,
        @Nullable Long sequence) {}
