package org.meridian.checkin.visit;

import java.time.Instant;
import org.meridian.checkin.healthcode.HealthCode;

/** The answer to a check-in: that it is written, and the visitor's health code. */
public record CheckedIn(CheckInId checkInId, PlaceName place, Instant checkedInAt, HealthCode healthCode) {}
