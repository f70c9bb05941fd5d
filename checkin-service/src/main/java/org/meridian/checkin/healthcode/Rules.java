package org.meridian.checkin.healthcode;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.LatestResult;
import org.meridian.db.topology.Country;
import org.springframework.stereotype.Component;

/** What the policies together say of a result at a moment. */
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

    Verdict judge(Country country, @Nullable LatestResult latest, Instant now) {
        RuleSet rules = properties.at(country, now);
        Colour colour = colour(rules, latest, now);
        List<Reason> reasons = Arrays.stream(Policy.values())
                .filter(policy -> policy.colour() == colour && policy.holds(latest, rules, now))
                .map(policy -> policy.reason(rules))
                .toList();
        return new Verdict(colour, reasons, changesAt(country, latest, now, colour));
    }

    private static Colour colour(RuleSet rules, @Nullable LatestResult latest, Instant now) {
        return Arrays.stream(Policy.values())
                .filter(policy -> policy.holds(latest, rules, now))
                .map(Policy::colour)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("the policies leave nobody out"));
    }

    /** Only at the end of a span, or where another version of the rules begins, can the colour change by itself. */
    private Optional<Instant> changesAt(Country country, @Nullable LatestResult latest, Instant now, Colour colour) {
        RuleSet rules = properties.at(country, now);
        Stream<Instant> ends = latest == null
                ? Stream.empty()
                : Stream.of(
                        latest.sampledAt().plus(rules.positiveFor()),
                        latest.sampledAt().plus(rules.testWindow()));
        return Stream.concat(ends, properties.nextChange(country, now).stream())
                .filter(moment -> moment.isAfter(now))
                .filter(moment -> colour(properties.at(country, moment), latest, moment) != colour)
                .min(Comparator.naturalOrder());
    }
}
