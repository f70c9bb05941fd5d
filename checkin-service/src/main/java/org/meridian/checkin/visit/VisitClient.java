package org.meridian.checkin.visit;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** This same service in a region that a person travelled to. */
interface VisitClient {

    @GetMapping("/internal/visits/{residentId}")
    List<Visit> visits(
            @PathVariable("residentId") String residentId,
            @RequestParam("country") String country,
            @RequestParam("before") String before,
            @RequestParam("beforeId") String beforeId);
}
