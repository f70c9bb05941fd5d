package org.meridian.results.latest.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.results.latest.LatestResult;
import org.meridian.results.latest.LatestResults;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers sharing-service, which has asked who consents. */
@RestController
class LatestController {

    private static final int MOST = 1_000;

    private final LatestResults results;

    LatestController(LatestResults results) {
        this.results = results;
    }

    /** @param residentIds all of the country */
    record Query(
            @NotNull Country country,
            @NotNull @Size(max = MOST) List<@NotNull ResidentId> residentIds) {}

    @PostMapping("/internal/results/latest")
    List<LatestResult> latest(@Valid @RequestBody Query query) {
        String country = query.country().code();
        if (query.residentIds().stream().anyMatch(id -> !id.countryCode().equals(country))) {
            throw ProblemException.invalid("/residentIds", "Residents of one country: " + country + ".");
        }
        return results.of(query.country(), query.residentIds());
    }
}
