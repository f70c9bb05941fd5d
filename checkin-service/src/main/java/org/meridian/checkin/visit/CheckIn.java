package org.meridian.checkin.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.place.PlaceId;
import org.meridian.platform.id.ResidentId;

/**
 * Somebody was somewhere.
 *
 * @param checkedInAt by the clock of whatever scanned, milliseconds
 * @param receivedAt by ours
 * @param sequence the scanner's own count, if it was a scanner that counts
 * @param answer sealed; of a request that can be repeated
 */
record CheckIn(
        CheckInId id,
        PlaceId place,
        ResidentId resident,
        Instant checkedInAt,
        Instant receivedAt,
        @Nullable Long sequence,
        byte @Nullable [] answer) {

    /** What makes two scans the same: who passed, and when. */
    record Passing(ResidentId resident, Instant at) {}

    Passing passing() {
        return new Passing(resident, checkedInAt);
    }

    boolean isAbroad() {
        return !place.countryCode().equals(resident.countryCode());
    }
}
