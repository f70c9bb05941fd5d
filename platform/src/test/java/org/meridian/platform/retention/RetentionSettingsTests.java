package org.meridian.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Point 6: how long something is kept is what the configuration says, and a configuration that says nothing is refused. */
class RetentionSettingsTests {

    private static final Country DEU = Country.of("DEU");
    private static final Country FRA = Country.of("FRA");

    private final RetentionRule checkIns = RetentionRule.days("check-ins", 28)
            .atLeast(14)
            .rows("check_in", "id")
            .since("at");
    private final RetentionRule codes = RetentionRule.time("codes", Duration.ofMinutes(10))
            .rows("code", "id")
            .since("at");

    @Test
    void point6WithoutSettingsTheRulesOwnFiguresHold() {
        RetentionSettings settings = settings(Map.of("meridian.retention.batch", "5"));
        assertThat(settings.kept(checkIns, DEU)).isEqualTo(Duration.ofDays(28));
        assertThat(settings.kept(codes, FRA)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void point6ACountrysOwnFigureGoesBeforeTheGeneralOne() {
        RetentionSettings settings = settings(Map.of(
                "meridian.retention.check-ins", "30d",
                "meridian.retention.countries.DEU.check-ins", "14d",
                "meridian.retention.countries.DEU.codes", "90s"));
        assertThat(settings.kept(checkIns, DEU)).isEqualTo(Duration.ofDays(14));
        assertThat(settings.kept(checkIns, FRA)).isEqualTo(Duration.ofDays(30));
        assertThat(settings.kept(codes, DEU)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.kept(codes, FRA)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void point6TheSameFromTheEnvironment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "MERIDIAN_RETENTION_CHECKINS", "21d",
                                        "MERIDIAN_RETENTION_COUNTRIES_FRA_CHECKINS", "20d")));
        RetentionSettings settings = RetentionSettings.of(Binder.get(environment), rules(), Topology.load());
        assertThat(settings.kept(checkIns, DEU)).isEqualTo(Duration.ofDays(21));
        assertThat(settings.kept(checkIns, FRA)).isEqualTo(Duration.ofDays(20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    meridian.retention.chekins                 | 28d  | names no rule of this service; there are [check-ins, codes]
                    meridian.retention.countries.DEU.chekins   | 28d  | names no rule of this service; there are [check-ins, codes]
                    meridian.retention.countries.XXX.check-ins | 28d  | names no country of ISO 3166-1 alpha-3
                    meridian.retention.countries.DEU           | 28d  | is not <country>.<rule>=<time>
                    meridian.retention.countries               | 28d  | is not <country>.<rule>=<time>
                    meridian.retention.check-ins               | soon | is no time such as 28d, 72h or 10m: soon
                    meridian.retention.check-ins               | 36h  | must be a number of days
                    meridian.retention.check-ins               | 13d  | check-ins is 13d and must be at least 14d
                    meridian.retention.countries.DEU.check-ins | -1d  | must be at least 14d
                    meridian.retention.codes                   | 0s   | must be at least 1s
                    """)
    void point6WhatSaysNothingOrTooLittleRefusesTheStart(String key, String value, String why) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the setting meridian.retention")
                .hasMessageContaining(why);
    }

    private RetentionSettings settings(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return RetentionSettings.of(Binder.get(environment), rules(), Topology.load());
    }

    private List<RetentionRule> rules() {
        return List.of(checkIns, codes);
    }
}
