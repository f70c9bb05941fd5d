package org.meridian.checkin.visit;

import org.meridian.checkin.place.PlaceId;

/** A place as a visitor sees it. */
public record PlaceName(PlaceId code, String name) {}
