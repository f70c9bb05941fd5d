package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTests {

    private final Patience patience = new Patience();

    /** Asked ten times a second; of each second it has so much. @return seconds until it was over */
    private long waited(double share) {
        for (long tenth = 1; ; tenth++) {
            Duration waited = Duration.ofMillis(tenth * 100);
            if (patience.isOver(waited, Duration.ofMillis((long) (waited.toMillis() * share)))) {
                return waited.toSeconds();
            }
        }
    }

    @Test
    void oneThatHangsIsWaitedForForThreeMinutes() {
        assertThat(waited(0.01)).isEqualTo(Patience.LEAST.toSeconds());
    }

    @Test
    void oneThatIsStillAtWorkForTenMinutesAndNoLonger() {
        assertThat(waited(0.05)).isEqualTo(Patience.MOST.toSeconds());
    }

    @Test
    void oneThatWorkedAndThenHangsForHalfAMinuteMore() {
        Duration worked = Duration.ofMinutes(4);
        for (long second = 1; second <= worked.toSeconds(); second++) {
            assertThat(patience.isOver(Duration.ofSeconds(second), Duration.ofSeconds(second)))
                    .isFalse();
        }
        assertThat(patience.isOver(worked.plusSeconds(29), worked)).isFalse();
        assertThat(patience.isOver(worked.plusSeconds(31), worked)).isTrue();
    }
}
