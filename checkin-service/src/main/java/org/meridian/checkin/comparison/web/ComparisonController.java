package org.meridian.checkin.comparison.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.comparison.Comparison;
import org.meridian.checkin.comparison.Status;
import org.meridian.checkin.comparison.Topic;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers results-service, which reconciles. */
@RestController
class ComparisonController {

    private static final int MOST = 1_000;

    private final Comparison comparison;

    ComparisonController(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * @param after compares everybody beyond this resident; from the first one on when absent
     * @param until and up to this one; up to the last one when absent
     */
    record Range(@Nullable ResidentId after, @Nullable ResidentId until) {}

    /**
     * @param range whom to compare; only those with a status when absent
     * @param statuses all that the caller knows of them
     */
    record Compare(
            @NotNull Country country,
            @NotNull Topic topic,
            @Nullable Range range,
            @NotNull @Size(max = MOST) List<@NotNull Status> statuses) {}

    @PostMapping("/internal/health-status/compare")
    Comparison.Found compare(@Valid @RequestBody Compare command) {
        Country country = command.country();
        Range range = command.range();
        Stream<ResidentId> bounds = range == null ? Stream.empty() : Stream.of(range.after(), range.until());
        Stream<ResidentId> named = command.statuses().stream().map(Status::residentId);
        if (Stream.concat(bounds.filter(Objects::nonNull), named)
                .anyMatch(id -> !id.countryCode().equals(country.code()))) {
            throw ProblemException.invalid("/statuses", "Residents of one country: " + country + ".");
        }
        return range == null
                ? comparison.only(country, command.topic(), command.statuses())
                : comparison.between(country, command.topic(), range.after(), range.until(), command.statuses());
    }
}
