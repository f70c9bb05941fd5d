package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StatisticsSettingsTests {

    @EnableConfigurationProperties(StatisticsProperties.class)
    static class Settings {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void everyKeyBinds() {
        runner.withPropertyValues(
                        "meridian.statistics.settled-after=2h",
                        "meridian.statistics.at-once=3",
                        "meridian.statistics.timeout=8s",
                        "meridian.statistics.remembered-for=4s",
                        "meridian.statistics.rows=5",
                        "meridian.statistics.groups=6",
                        "meridian.statistics.rest=7",
                        "meridian.statistics.patience=9s")
                .run(context -> assertThat(context.getBean(StatisticsProperties.class))
                        .isEqualTo(new StatisticsProperties(
                                Duration.ofHours(2),
                                3,
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(4),
                                5,
                                6,
                                7,
                                Duration.ofSeconds(9))));
    }

    @Test
    void withoutSettingsDaysAreSettledBeforeTheyArePublished() {
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> assertThat(
                                context.getBean(StatisticsProperties.class).settledAfter())
                        .isEqualTo(Duration.ofDays(3)));
    }

    @Test
    void onADevelopersMachineTodayIsToBeSeen() {
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.profiles.active=local")
                .run(context -> assertThat(
                                context.getBean(StatisticsProperties.class).isLive())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meridian.statistics.at-once=0",
                "meridian.statistics.settled-after=-1s",
                "meridian.statistics.rows=0",
                "meridian.statistics.timeout=0s",
                "meridian.statistics.rest=-1",
                "meridian.statistics.patience=6s",
                "meridian.statistics.groups=10",
                "meridian.statistics.group=10"
            })
    void aWrongOrUnknownSettingFailsTheStart(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }
}
