package org.meridian.checkin.visit;

import java.time.Instant;

/** One of a person's own check-ins, as they see it. */
public record Visit(CheckInId checkInId, PlaceName place, Instant checkedInAt) {}
