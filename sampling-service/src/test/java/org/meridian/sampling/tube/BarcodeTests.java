package org.meridian.sampling.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarcodeTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"A-12", "0000", "----", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"})
    void fourToThirtyTwoCapitalsDigitsAndHyphensAreABarcode(String text) {
        assertThat(Barcode.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A-1", "a-123", "A 123", "A_123", "ÄBCD", "ABCD\n", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"})
    void anythingElseIsNone(String text) {
        assertThat(Barcode.isOne(text)).isFalse();
        assertThatThrownBy(() -> Barcode.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20})
    void tubesAreMadeForOneFiveTenAndTwenty(int people) {
        assertThat(new Capacity(people).people()).isEqualTo(people);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 11, 21, 100})
    void noTubeHasAnotherCapacity(int people) {
        assertThatThrownBy(() -> new Capacity(people)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDesksClockMayBeTwoHoursOffAndItsNewsThreeDaysOld() {
        assertThat(DeviceTime.objection(NOW.plus(Duration.ofHours(2)), NOW)).isEmpty();
        assertThat(DeviceTime.objection(NOW.plus(Duration.ofMinutes(121)), NOW)).isPresent();
        assertThat(DeviceTime.objection(NOW.minus(Duration.ofHours(74)), NOW)).isEmpty();
        assertThat(DeviceTime.objection(NOW.minus(Duration.ofHours(75)), NOW)).isPresent();
    }
}
