package org.meridian.checkin.visit;

import java.time.Instant;
import org.meridian.checkin.place.PlaceId;
import org.meridian.platform.id.ResidentId;

/**
 * Somebody was somewhere.
 *
 * @param checkedInAt by the clock of whatever scanned, milliseconds
 * @param receivedAt by ours
 */
record CheckIn(CheckInId id, PlaceId place, ResidentId resident, Instant checkedInAt, Instant receivedAt) {

    boolean isAbroad() {
        return !place.countryCode().equals(resident.countryCode());
    }
}
