package org.meridian.registration.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankSumTests {

    @Test
    void agreesWithATable() {
        // 20 and 20 values without a tie, U = 138 (critical for 0.1, two-sided) and U = 127 (for 0.05)
        assertThat(RankSum.p(withU(138), others())).isCloseTo(0.094, within(0.005));
        assertThat(RankSum.p(withU(127), others())).isCloseTo(0.048, within(0.005));
    }

    @Test
    void sameDistributionsAreCalledDifferentAsOftenAsTheLevelSays() {
        Random seeded = new Random(4);
        int found = 0;
        for (int i = 0; i < 2000; i++) {
            found += RankSum.p(noise(seeded, 0), noise(seeded, 0)) < 0.01 ? 1 : 0;
        }
        assertThat(found).isBetween(8, 36);
        assertThat(RankSum.p(noise(seeded, 0), noise(seeded, 1))).isLessThan(0.001);
    }

    private static double[] noise(Random random, double shift) {
        return random.doubles(100).map(x -> -Math.log(x) + shift).toArray();
    }

    private static double[] others() {
        double[] values = new double[20];
        java.util.Arrays.setAll(values, i -> 2.0 * i);
        return values;
    }

    /** Twenty values above which others lie so that they win as often as this. */
    private static double[] withU(int wins) {
        double[] values = new double[20];
        int left = wins;
        for (int i = 0; i < 20; i++) {
            int beaten = Math.min(20, left / (20 - i));
            left -= beaten;
            values[i] = 2.0 * beaten - 1 + i / 100.0;
        }
        return values;
    }
}
