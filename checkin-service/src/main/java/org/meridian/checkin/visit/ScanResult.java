package org.meridian.checkin.visit;

import org.jspecify.annotations.Nullable;

/**
 * What became of one scan.
 *
 * @param clientId absent where the scan had none that could be read; results are in the order of their scans
 * @param checkInId also of a duplicate: the one that was there
 * @param reason why it was rejected
 */
public record ScanResult(
        @Nullable String clientId,
        Outcome outcome,
        @Nullable CheckInId checkInId,
        @Nullable String reason) {

    /** Each scan has exactly one. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        REJECTED
    }

    static ScanResult rejected(@Nullable String clientId, String reason) {
        return new ScanResult(clientId, Outcome.REJECTED, null, reason);
    }
}
