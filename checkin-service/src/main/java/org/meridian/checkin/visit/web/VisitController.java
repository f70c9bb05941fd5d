package org.meridian.checkin.visit.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.meridian.checkin.visit.Position;
import org.meridian.checkin.visit.Visit;
import org.meridian.checkin.visit.Visits;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells a traveller's home region of the visits in this one. */
@RestController
class VisitController {

    private final Visits visits;

    VisitController(Visits visits) {
        this.visits = visits;
    }

    @GetMapping("/internal/visits/{residentId}")
    List<Visit> visits(
            @PathVariable ResidentId residentId,
            @RequestParam Country country,
            @RequestParam Instant before,
            @RequestParam UUID beforeId) {
        return visits.in(country, residentId, new Position(before, beforeId));
    }
}
