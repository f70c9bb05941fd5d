package org.meridian.registration.division.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.division.Division;
import org.meridian.registration.division.Divisions;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Divisions", description = "Administrative divisions with their official codes")
class DivisionController {

    private final Divisions divisions;
    private final Topology topology;

    DivisionController(Divisions divisions, Topology topology) {
        this.divisions = divisions;
        this.topology = topology;
    }

    @GetMapping("/v1/divisions")
    @Operation(
            summary = "Divisions one level down",
            description = "Below the country, or below `parent`: China's provinces, cities, districts and streets by"
                    + " GB/T 2260, every other country's subdivisions by ISO 3166-2. A division without parts gives an"
                    + " empty list; an unknown parent 404; an unknown country 422.")
    ResponseEntity<List<Division>> below(
            @RequestParam Country country, @RequestParam(required = false) @Nullable String parent) {
        topology.regionOf(country);
        List<Division> below =
                divisions.below(country, parent).orElseThrow(() -> ProblemException.notFound("division"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(below);
    }
}
