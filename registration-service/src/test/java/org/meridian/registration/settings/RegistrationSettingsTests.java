package org.meridian.registration.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class RegistrationSettingsTests {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RegistrationSettings.class)
    static class Settings {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void everySettingBinds() {
        runner.withPropertyValues(
                        "meridian.registration.keyset=/etc/keyset.json",
                        "meridian.registration.index-keyset=/etc/index-keyset.json",
                        "meridian.registration.admin-phone=+12025550100,+12025550102",
                        "meridian.registration.admin-country=USA",
                        "meridian.registration.grants-lapse-after=1d",
                        "meridian.registration.access-token-lifetime=30m",
                        "meridian.registration.staff-token-lifetime=5m",
                        "meridian.registration.refresh-token-lifetime=7d",
                        "meridian.registration.otp.lifetime=5m",
                        "meridian.registration.otp.tries=3",
                        "meridian.registration.otp.limit=4",
                        "meridian.registration.otp.limit-per-address=5",
                        "meridian.registration.otp.limit-per-country=6",
                        "meridian.registration.otp.countries.TWN=7",
                        "meridian.registration.otp.window=1h",
                        "meridian.registration.otp.tries-per-phone=8",
                        "meridian.registration.otp.tries-window=2h",
                        "meridian.registration.messages.webhook=https://example.org/",
                        "meridian.registration.messages.webhook-token=t",
                        "meridian.registration.messages.timeout=2s")
                .run(context -> assertThat(context.getBean(RegistrationSettings.class))
                        .isEqualTo(new RegistrationSettings(
                                Path.of("/etc/keyset.json"),
                                Path.of("/etc/index-keyset.json"),
                                List.of("+12025550100", "+12025550102"),
                                Country.of("USA"),
                                Duration.ofDays(1),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(5),
                                Duration.ofDays(7),
                                new RegistrationSettings.Otp(
                                        Duration.ofMinutes(5),
                                        3,
                                        4,
                                        5,
                                        6,
                                        Map.of(Country.of("TWN"), 7),
                                        Duration.ofHours(1),
                                        8,
                                        Duration.ofHours(2)),
                                new RegistrationSettings.Messages(
                                        "https://example.org/", "t", Duration.ofSeconds(2)))));
    }

    @Test
    void theDefaultsAreThoseDocumented() {
        runner.run(context -> {
            RegistrationSettings settings = context.getBean(RegistrationSettings.class);
            assertThat(settings.adminPhone()).isEmpty();
            assertThat(settings.grantsLapseAfter()).isEqualTo(Duration.ofDays(3));
            assertThat(settings.accessTokenLifetime()).isEqualTo(Duration.ofHours(1));
            assertThat(settings.staffTokenLifetime()).isEqualTo(Duration.ofMinutes(15));
            assertThat(settings.refreshTokenLifetime()).isEqualTo(Duration.ofDays(30));
            assertThat(settings.otp())
                    .isEqualTo(new RegistrationSettings.Otp(
                            Duration.ofMinutes(10),
                            5,
                            10,
                            200,
                            1_500_000,
                            Map.of(),
                            Duration.ofMinutes(10),
                            30,
                            Duration.ofHours(1)));
            assertThat(settings.messages())
                    .isEqualTo(new RegistrationSettings.Messages(null, null, Duration.ofSeconds(5)));
        });
    }

    @Test
    void anUnknownSettingFailsTheStart() {
        runner.withPropertyValues("meridian.registration.otp.livetime=5m")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void point2ATokenThatNoVerifierWouldTakeFailsTheStart() {
        runner.withPropertyValues("meridian.registration.access-token-lifetime=13h")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void anAdministratorNeedsACountry() {
        runner.withPropertyValues("meridian.registration.admin-phone=+12025550100")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void oneAdministratorOrSeveralEachOnce() {
        runner.withPropertyValues(
                        "meridian.registration.admin-phone=+12025550100", "meridian.registration.admin-country=USA")
                .run(context -> assertThat(
                                context.getBean(RegistrationSettings.class).adminPhone())
                        .containsExactly("+12025550100"));
        runner.withPropertyValues(
                        "meridian.registration.admin-phone=+12025550100,+12025550100",
                        "meridian.registration.admin-country=USA")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void aGrantThatLapsesAtOnceFailsTheStart() {
        runner.withPropertyValues("meridian.registration.grants-lapse-after=0s")
                .run(context -> assertThat(context).hasFailed());
    }
}
