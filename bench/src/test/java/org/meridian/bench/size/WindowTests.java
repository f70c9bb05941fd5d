package org.meridian.bench.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.bench.measure.CpuCount;

class WindowTests {

    @Test
    void oneWindowThatMeetsSomethingElseDoesNotMoveTheMiddle() {
        assertThat(Window.median(List.of(1.0, 0.98, 0.1, 1.02, 9.0))).isEqualTo(1.0);
        assertThat(Window.median(List.of(2.0, 1.0))).isEqualTo(1.5);
    }

    @Test
    void neitherTheGeneratorNorOthersCountAsThePlatformsWork() {
        Map<String, Double> seconds = Map.of("gateway", 0.2, "checkin", 0.1, "generator", 5.0, CpuCount.OTHERS, 7.0);
        Window window = new Window(100, 1_000, 0, new CpuCount.Used(10, seconds, Map.of(), 0));
        assertThat(window.microsEach()).isEqualTo(300, offset(1e-6));
        assertThat(window.microsEach("checkin")).isEqualTo(100, offset(1e-6));
    }

    @Test
    void aCityIsCalledByHowManyLiveThere() {
        assertThat(Side.people(25_000_000)).isEqualTo("25 million");
        assertThat(Side.people(20_500)).isEqualTo("20,500");
    }
}
