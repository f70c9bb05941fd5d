package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NightlyTests {

    private final ApplicationContextRunner settings =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ReconciliationProperties.class)
    static class Settings {}

    /** Only its sense of time is needed. */
    @SuppressWarnings("NullAway")
    private static Nightly at(String time, String zone) {
        return new Nightly(
                null,
                null,
                new ReconciliationProperties(
                        true, LocalTime.parse(time), ZoneId.of(zone), Duration.ZERO, Duration.ZERO, Duration.ofDays(1)),
                null,
                null,
                Clock.systemUTC());
    }

    @Test
    void theNightBeginsAtTheTimeThatIsSetAndWorkMayBeginForTwoHours() {
        Nightly nightly = at("03:30", "UTC");
        assertThat(nightly.night(Instant.parse("2026-03-01T03:29:59.999Z"))).isEmpty();
        assertThat(nightly.night(Instant.parse("2026-03-01T03:30:00Z"))).contains(LocalDate.of(2026, 3, 1));
        assertThat(nightly.night(Instant.parse("2026-03-01T05:29:59.999Z"))).contains(LocalDate.of(2026, 3, 1));
        assertThat(nightly.night(Instant.parse("2026-03-01T05:30:00Z"))).isEmpty();
    }

    @Test
    void aNightThatBeginsBeforeMidnightGoesOnAfterIt() {
        Nightly nightly = at("23:15", "UTC");
        assertThat(nightly.night(Instant.parse("2026-03-02T00:59:00Z"))).contains(LocalDate.of(2026, 3, 1));
        assertThat(nightly.night(Instant.parse("2026-03-02T01:15:00Z"))).isEmpty();
    }

    @Test
    void theTimeIsThatOfTheZone() {
        Nightly nightly = at("03:30", "Asia/Taipei");
        assertThat(nightly.night(Instant.parse("2026-03-01T19:30:00Z"))).contains(LocalDate.of(2026, 3, 2));
        assertThat(nightly.night(Instant.parse("2026-03-01T19:29:00Z"))).isEqualTo(Optional.empty());
    }

    @Test
    void everyKeyBinds() {
        settings.withPropertyValues(
                        "meridian.reconciliation.nightly=false",
                        "meridian.reconciliation.at=22:45",
                        "meridian.reconciliation.zone=Europe/Berlin",
                        "meridian.reconciliation.settle=1s",
                        "meridian.reconciliation.patience=2s",
                        "meridian.reconciliation.tubes-for=2d")
                .run(context -> assertThat(context.getBean(ReconciliationProperties.class))
                        .isEqualTo(new ReconciliationProperties(
                                false,
                                LocalTime.of(22, 45),
                                ZoneId.of("Europe/Berlin"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofDays(2))));
        settings.run(context ->
                assertThat(context.getBean(ReconciliationProperties.class).at()).isEqualTo(LocalTime.of(3, 30)));
        settings.withPropertyValues("meridian.reconciliation.tubes-for=1s")
                .run(context -> assertThat(context).hasFailed());
    }
}
