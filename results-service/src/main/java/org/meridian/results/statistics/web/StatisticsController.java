package org.meridian.results.statistics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.results.statistics.Answer;
import org.meridian.results.statistics.Dimension;
import org.meridian.results.statistics.KeptDays;
import org.meridian.results.statistics.Question;
import org.meridian.results.statistics.Statistics;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statistics of all countries, for analysts: never a person. */
@RestController
class StatisticsController {

    private static final String DATE = "A day like 2026-01-31.";
    private static final String DATE_FORM = "\\d{4}-\\d{2}-\\d{2}";

    private final Statistics statistics;
    private final Topology topology;
    private final KeptDays kept;

    StatisticsController(Statistics statistics, Topology topology, KeptDays kept) {
        this.statistics = statistics;
        this.topology = topology;
        this.kept = kept;
    }

    @Operation(
            summary = "Counts of results",
            description = "Of all regions; `missingRegions` names those that could not be read. Days are UTC days of "
                    + "`testedAt`; corrected results count as corrected. Counts below 10 are left out together with "
                    + "whatever would reveal them, `suppressed` says how many were: so a sum over days or countries is "
                    + "a sum of what is published, and small divisions are together in the division `other`. "
                    + "`positivity` is by tubes; `prevalence` is the share of people, a maximum-likelihood estimate for "
                    + "pools of different sizes with its 95 % interval. Where `publishedUntil` is given, later days are "
                    + "published later, and published days do not change.")
    @GetMapping("/v1/statistics/results")
    ResponseEntity<Answer> results(
            @Parameter(description = "The first UTC day.", schema = @Schema(format = "date")) @RequestParam String from,
            @Parameter(description = "The last UTC day, at most 400 days in all.", schema = @Schema(format = "date"))
                    @RequestParam
                    String to,
            @Parameter(description = "Any of country, day, division, separated by commas, in any order; or none.")
                    @RequestParam(defaultValue = "")
                    String by,
            @Parameter(description = "Of this country only.") @RequestParam @Nullable String country) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        kept.check(first);
        Set<Dimension> dimensions = dimensions(by);
        if (country != null) {
            topology.partitionOf(Country.of(country)); // a country that nobody serves is told so
        }
        Question question;
        try {
            question = Question.of(first, last, dimensions, country == null ? null : Country.of(country));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("to", "From `from` on, at most " + Question.MOST_DAYS + " days in all.");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(statistics.answer(question));
    }

    private static LocalDate day(String name, String text) {
        try {
            if (text.matches(DATE_FORM)) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(name, DATE);
        }
        throw ProblemException.invalid(name, DATE);
    }

    private static Set<Dimension> dimensions(String by) {
        Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        if (by.isEmpty()) {
            return dimensions;
        }
        for (String name : by.split(",", -1)) {
            dimensions.add(Arrays.stream(Dimension.values())
                    .filter(dimension -> dimension.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "by", "Any of country, day, division, separated by commas; or nothing.")));
        }
        return dimensions;
    }
}
