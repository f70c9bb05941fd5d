package org.meridian.platform.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long each rule keeps what it is about, in each country: {@code meridian.retention.<rule>=28d}, and a country's own
 * {@code meridian.retention.countries.DEU.<rule>=14d}. A name that no rule has, or a country that nobody serves, is refused.
 */
public final class RetentionSettings {

    private static final String PREFIX = "meridian.retention";
    private static final String COUNTRIES = "countries";
    private static final List<String> OF_THE_JOB = List.of("every", "batch", "rest");

    private final Map<String, Duration> everywhere = new HashMap<>();
    private final Map<Country, Map<String, Duration>> own = new HashMap<>();
    private final Map<String, RetentionRule> rules = new TreeMap<>();
    private final Topology topology;

    private RetentionSettings(Collection<RetentionRule> all, Topology topology) {
        this.topology = topology;
        for (RetentionRule rule : all) {
            if (rules.put(plain(rule.name()), rule) != null) {
                throw new IllegalArgumentException("two rules of retention are named " + rule.name());
            }
        }
    }

    /** @throws IllegalArgumentException for an unknown rule or country, and for a value that the rule forbids */
    public static RetentionSettings of(Binder binder, Collection<RetentionRule> rules, Topology topology) {
        RetentionSettings settings = new RetentionSettings(rules, topology);
        binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .forEach(settings::read);
        return settings;
    }

    private void read(String key, Object value) {
        if (OF_THE_JOB.contains(plain(key))) {
            return;
        }
        if (!key.equalsIgnoreCase(COUNTRIES)) {
            put(everywhere, PREFIX, key, value);
            return;
        }
        if (!(value instanceof Map<?, ?> countries)) {
            throw refused(PREFIX + "." + key, "is not <country>.<rule>=<time>");
        }
        countries.forEach((code, values) -> {
            String where = PREFIX + "." + COUNTRIES + "." + code;
            if (!(values instanceof Map<?, ?> byRule)) {
                throw refused(where, "is not <country>.<rule>=<time>");
            }
            Map<String, Duration> mine = own.computeIfAbsent(country(where, code.toString()), c -> new HashMap<>());
            byRule.forEach((rule, time) -> put(mine, where, rule.toString(), time));
        });
    }

    private Country country(String where, String code) {
        Country country;
        try {
            country = Country.of(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused(where, "names no country of ISO 3166-1 alpha-3");
        }
        if (!topology.serves(country)) {
            throw refused(where, "names a country that no region serves");
        }
        return country;
    }

    private void put(Map<String, Duration> values, String where, String name, Object value) {
        RetentionRule rule = rules.get(plain(name));
        if (rule == null) {
            throw refused(
                    where + "." + name,
                    "names no rule of this service; there are "
                            + rules.values().stream().map(RetentionRule::name).toList());
        }
        Duration time;
        try {
            time = DurationStyle.detectAndParse(value.toString());
        } catch (IllegalArgumentException e) {
            throw refused(where + "." + name, "is no time such as 28d, 72h or 10m: " + value);
        }
        try {
            RetentionRule.check(rule.name(), rule.clock(), time, rule.atLeast());
        } catch (IllegalArgumentException e) {
            throw refused(where + "." + name, String.valueOf(e.getMessage()));
        }
        values.put(rule.name(), time);
    }

    /** How long the rule keeps in a country. */
    public Duration kept(RetentionRule rule, Country country) {
        return Optional.ofNullable(own.get(country))
                .map(mine -> mine.get(rule.name()))
                .orElse(everywhere.getOrDefault(rule.name(), rule.normally()));
    }

    /** An environment variable has neither hyphens nor capitals to tell apart. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException refused(String key, String why) {
        return new IllegalArgumentException("the setting " + key + ": " + why);
    }
}
