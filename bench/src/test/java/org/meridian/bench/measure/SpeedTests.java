package org.meridian.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeedTests {

    @Test
    void theWalkComesToEveryLineBeforeItComesBack() {
        int[] next = Speed.cycle(1_000, new SplittableRandom(7));
        Set<Integer> seen = new HashSet<>();
        int at = 0;
        do {
            assertThat(at % 16).isZero();
            seen.add(at);
            at = next[at];
        } while (at != 0);
        assertThat(seen).hasSize(1_000);
    }

    /** Were one of them compiled away, it would be a hundred times less. */
    @Test
    void neitherIsForNothing() {
        Speed speed = Speed.now();
        assertThat(speed.memory()).isGreaterThan(1);
        assertThat(speed.arithmetic()).isGreaterThan(0.1);
    }
}
