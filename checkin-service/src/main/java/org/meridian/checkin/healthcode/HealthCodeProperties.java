package org.meridian.checkin.healthcode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Country;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of health codes.
 *
 * @param rules for every country that has none of its own: the versions of the figures, each from its moment on
 * @param countries the same by country, ISO 3166-1 alpha-3; a country's own replace the general ones wholly
 * @param maxAge how long a client may show a code without asking again
 */
@ConfigurationProperties(prefix = "meridian.health-code", ignoreUnknownFields = false)
public record HealthCodeProperties(
        @DefaultValue List<RuleSet> rules,
        @DefaultValue Map<Country, List<RuleSet>> countries,
        @DefaultValue("10s") Duration maxAge) {

    public HealthCodeProperties {
        rules = rules.isEmpty() ? List.of(RuleSet.STANDARD) : inOrder("rules", rules);
        Map<Country, List<RuleSet>> own = new HashMap<>();
        countries.forEach((country, versions) -> own.put(country, inOrder(country.code(), versions)));
        countries = Map.copyOf(own);
        if (maxAge.isNegative() || maxAge.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("meridian.health-code.max-age is not within 0s and 10m");
        }
    }

    private static List<RuleSet> inOrder(String whose, List<RuleSet> versions) {
        List<RuleSet> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.comparing(RuleSet::from));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).version() <= sorted.get(i - 1).version()
                    || sorted.get(i).from().equals(sorted.get(i - 1).from())) {
                throw new IllegalArgumentException(
                        "meridian.health-code: the versions of " + whose + " must grow with their 'from'");
            }
        }
        return List.copyOf(sorted);
    }

    /** What holds in a country at a moment; before the first version's beginning the first holds. */
    RuleSet at(Country country, Instant moment) {
        List<RuleSet> versions = of(country);
        RuleSet holding = versions.getFirst();
        for (RuleSet version : versions) {
            if (!version.from().isAfter(moment)) {
                holding = version;
            }
        }
        return holding;
    }

    /** What holds at a moment, and the versions that come after it. */
    List<RuleSet> holdingFrom(Country country, Instant moment) {
        RuleSet holding = at(country, moment);
        return of(country).stream()
                .filter(version -> version.version() >= holding.version())
                .toList();
    }

    private List<RuleSet> of(Country country) {
        return countries.getOrDefault(country, rules);
    }
}
