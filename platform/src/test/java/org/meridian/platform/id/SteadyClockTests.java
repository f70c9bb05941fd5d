package org.meridian.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.HandClock;

class SteadyClockTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final HandClock machine = new HandClock(NOON);
    private final Clock clock = new SteadyClock(machine);

    @Test
    void itGoesAsTheMachinesDoes() {
        assertThat(clock.instant()).isEqualTo(NOON);
        machine.set(NOON.plusSeconds(3));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
        assertThat(clock.millis()).isEqualTo(machine.instant().toEpochMilli());
        machine.set(NOON.plus(Duration.ofDays(1)));
        assertThat(clock.instant()).isEqualTo(machine.instant());
    }

    @Test
    void setBackByAStepItStandsUntilTimeHasCaughtUp() {
        Instant before = clock.instant();
        for (int millis = 4_000; millis >= 0; millis -= 500) {
            machine.set(NOON.minusMillis(millis));
            assertThat(clock.instant()).isBetween(before.minusNanos(1_000), NOON);
        }
        machine.set(NOON.plusMillis(1));
        assertThat(clock.instant()).isEqualTo(machine.instant());
    }

    @Test
    void setBackByMuchItIsRightAtOnce() {
        assertThat(clock.instant()).isEqualTo(NOON);
        machine.set(NOON.minusSeconds(11));
        assertThat(clock.instant()).isEqualTo(machine.instant());
        assertThat(clock.withZone(ZoneOffset.MAX).instant()).isEqualTo(machine.instant());
    }
}
