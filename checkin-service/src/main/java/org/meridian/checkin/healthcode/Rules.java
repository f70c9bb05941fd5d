package org.meridian.checkin.healthcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.Findings;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.db.topology.Country;
import org.springframework.stereotype.Component;

/** What the policies together say of somebody's findings at a moment. */
@Component
class Rules {

    private final HealthCodeProperties properties;

    Rules(HealthCodeProperties properties) {
        this.properties = properties;
    }

    /**
     * @param reasons of every policy that gives this colour, at least one
     * @param changesAt when time alone will give another colour
     */
    record Verdict(Colour colour, List<Reason> reasons, Optional<Instant> changesAt) {}

    Verdict judge(Country country, Findings found, Instant now) {
        RuleSet rules = properties.at(country, now);
        StandingOverride override = found.override();
        if (override != null && Policy.OVERRIDE.holds(found, rules, now)) {
            return new Verdict(
                    override.colour(),
                    List.of(Policy.OVERRIDE.reason(found, rules)),
                    Optional.of(override.endsAt())); // also where the rules give the same colour then: not its reasons
        }
        Colour colour = colour(rules, found, now);
        List<Reason> reasons = Arrays.stream(Policy.values())
                .filter(policy -> policy.holds(found, rules, now) && policy.colour(found) == colour)
                .map(policy -> policy.reason(found, rules))
                .toList();
        return new Verdict(colour, reasons, changesAt(country, found, now, colour));
    }

    private static Colour colour(RuleSet rules, Findings found, Instant now) {
        return Arrays.stream(Policy.values())
                .filter(policy -> policy.holds(found, rules, now))
                .map(policy -> policy.colour(found))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("the policies leave nobody out"));
    }

    /** What the rules say without officers. Only at the end of a span, or where another version of the rules begins, can the colour change by itself. */
    private Optional<Instant> changesAt(Country country, Findings found, Instant now, Colour colour) {
        return properties.holdingFrom(country, now).stream()
                .flatMap(rules -> Stream.concat(Stream.of(rules.from()), ends(found, rules)))
                .filter(moment -> moment.isAfter(now))
                .sorted()
                .filter(moment -> colour(properties.at(country, moment), found, moment) != colour)
                .findFirst();
    }

    private static Stream<Instant> ends(Findings found, RuleSet rules) {
        LatestResult latest = found.latest();
        return Stream.of(
                        end(latest == null ? null : latest.sampledAt(), rules.testWindow()),
                        end(found.positiveAt(), rules.positiveFor()),
                        end(found.suspectedAt(), rules.positiveFor()))
                .flatMap(Optional::stream);
    }

    private static Optional<Instant> end(@Nullable Instant from, Duration span) {
        return Optional.ofNullable(from).map(begin -> begin.plus(span));
    }
}
