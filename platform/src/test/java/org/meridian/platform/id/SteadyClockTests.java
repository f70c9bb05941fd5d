package org.meridian.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final Settable machine = new Settable();
    private final Clock clock = new SteadyClock(machine);

    @Test
    void itGoesAsTheMachinesDoes() {
        assertThat(clock.instant()).isEqualTo(NOON);
        machine.now = NOON.plusSeconds(3);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
        assertThat(clock.millis()).isEqualTo(machine.now.toEpochMilli());
        machine.now = NOON.plus(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(machine.now);
    }

    @Test
    void setBackByAStepItStandsUntilTimeHasCaughtUp() {
        Instant before = clock.instant();
        for (int millis = 4_000; millis >= 0; millis -= 500) {
            machine.now = NOON.minusMillis(millis);
            assertThat(clock.instant()).isBetween(before.minusNanos(1_000), NOON);
        }
        machine.now = NOON.plusMillis(1);
        assertThat(clock.instant()).isEqualTo(machine.now);
    }

    @Test
    void setBackByMuchItIsRightAtOnce() {
        assertThat(clock.instant()).isEqualTo(NOON);
        machine.now = NOON.minusSeconds(11);
        assertThat(clock.instant()).isEqualTo(machine.now);
        assertThat(clock.withZone(ZoneOffset.MAX).instant()).isEqualTo(machine.now);
    }

    private static final class Settable extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
