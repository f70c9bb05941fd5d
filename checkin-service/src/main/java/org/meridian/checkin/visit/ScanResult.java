package org.meridian.checkin.visit;

import org.jspecify.annotations.Nullable;

/**
 * What became of one scan.
 *
 * @param checkInId also of a duplicate: the one that was there
 * @param reason why it was rejected
 */
public record ScanResult(
        String clientId,
        Outcome outcome,
        @Nullable CheckInId checkInId,
        @Nullable String reason) {

    /** Each scan has exactly one. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        REJECTED
    }
}
