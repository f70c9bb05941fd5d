package org.meridian.platform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusyMachineTests {

    private final BusyMachine machine = new BusyMachine(LoadSettings.STANDARD, () -> this.used, () -> this.now);
    private double used;
    private long now;

    private boolean isBusyAfter(Duration time, double load) {
        now += time.toNanos();
        used = load;
        return machine.isBusy();
    }

    @Test
    void isBusyFromSixtyPercent() {
        assertThat(isBusyAfter(Duration.ofSeconds(1), 0.59)).isFalse();
        assertThat(isBusyAfter(Duration.ofSeconds(1), 0.6)).isTrue();
    }

    @Test
    void staysSoWhileClearlyMoreThanALittleIsUsed() {
        assertThat(isBusyAfter(Duration.ofSeconds(1), 0.7)).isTrue();
        assertThat(isBusyAfter(Duration.ofSeconds(9), 0.43)).isTrue();
    }

    @Test
    void oneQuietMomentIsNoEnd() {
        assertThat(isBusyAfter(Duration.ofSeconds(1), 0.7)).isTrue();
        assertThat(isBusyAfter(Duration.ofMillis(300), 0.1)).isTrue();
        assertThat(isBusyAfter(Duration.ofMillis(300), 0.5)).isTrue();
        assertThat(isBusyAfter(Duration.ofMillis(1900), 0.1)).isTrue();
        assertThat(isBusyAfter(Duration.ofMillis(300), 0.1)).isFalse();
    }

    @Test
    void whereNobodyKnowsItIsBusy() {
        assertThat(isBusyAfter(Duration.ofSeconds(1), -1)).isTrue();
    }
}
