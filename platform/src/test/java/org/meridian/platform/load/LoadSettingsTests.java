package org.meridian.platform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LoadSettingsTests {

    @EnableConfigurationProperties(LoadSettings.class)
    static class Settings {}

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void theDefaultsAreThoseThatTheLimitsAreTestedWith() {
        context.run(started -> assertThat(started.getBean(LoadSettings.class)).isEqualTo(LoadSettings.STANDARD));
    }

    @Test
    void everySettingBinds() {
        context.withPropertyValues(
                        "meridian.load.enabled=false",
                        "meridian.load.least=1",
                        "meridian.load.initial=2",
                        "meridian.load.most=3",
                        "meridian.load.window=4ms",
                        "meridian.load.unnoticed=5ms",
                        "meridian.load.tolerance=6.5",
                        "meridian.load.share=7",
                        "meridian.load.fair=8.5",
                        "meridian.load.always=9",
                        "meridian.load.from=11",
                        "meridian.load.busy=10")
                .run(started -> assertThat(started.getBean(LoadSettings.class))
                        .isEqualTo(new LoadSettings(
                                false, 1, 2, 3, Duration.ofMillis(4), Duration.ofMillis(5), 6.5, 7, 8.5, 9, 11, 10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leest=3", "least=0", "most=1", "share=101", "busy=0", "fair=0.5", "always=0"})
    void anUnknownOrImpossibleOneEndsTheStart(String setting) {
        context.withPropertyValues("meridian.load." + setting)
                .run(started -> assertThat(started).hasFailed());
    }
}
