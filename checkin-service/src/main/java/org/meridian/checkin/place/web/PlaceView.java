package org.meridian.checkin.place.web;

import java.time.Instant;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;

/** A place as its owner sees it. */
record PlaceView(
        PlaceId place,
        String country,
        String name,
        String corpName,
        String corpNo,
        String division,
        Instant createdAt) {

    static PlaceView of(Place place) {
        return new PlaceView(
                place.id(),
                place.id().countryCode(),
                place.name(),
                place.corpName(),
                place.corpNo(),
                place.division(),
                place.createdAt());
    }
}
