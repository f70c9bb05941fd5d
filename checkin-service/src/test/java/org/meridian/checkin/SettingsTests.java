package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.healthcode.HealthCodeProperties;
import org.meridian.db.topology.Country;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsTests {

    @Configuration
    @EnableConfigurationProperties(HealthCodeProperties.class)
    static class Settings {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void withoutSettingsTheStandardRulesHold() {
        runner.run(context -> assertThat(
                        context.getBean(HealthCodeProperties.class).rules())
                .singleElement()
                .satisfies(rules -> assertThat(rules.testWindow()).isEqualTo(Duration.ofDays(3))));
    }

    @Test
    void everyKeyOfTheRulesBinds() {
        runner.withPropertyValues(
                        "meridian.health-code.max-age=5s",
                        "meridian.health-code.rules[0].version=2",
                        "meridian.health-code.rules[0].from=2026-01-01T00:00:00Z",
                        "meridian.health-code.rules[0].test-window=48h",
                        "meridian.health-code.rules[0].positive-for=10d",
                        "meridian.health-code.countries.USA[0].test-window=7d")
                .run(context -> {
                    HealthCodeProperties properties = context.getBean(HealthCodeProperties.class);
                    assertThat(properties.rules().getFirst().positiveFor()).isEqualTo(Duration.ofDays(10));
                    assertThat(properties.countries().get(Country.of("USA")))
                            .singleElement()
                            .satisfies(rules -> assertThat(rules.testWindow()).isEqualTo(Duration.ofDays(7)));
                    assertThat(properties.maxAge()).isEqualTo(Duration.ofSeconds(5));
                });
    }

    @Test
    void anUnknownKeyFailsTheStart() {
        runner.withPropertyValues("meridian.health-code.rule.version=2")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void aWindowOutsideItsRangeFailsTheStart() {
        runner.withPropertyValues("meridian.health-code.rules[0].test-window=0s")
                .run(context -> assertThat(context).hasFailed());
    }
}
