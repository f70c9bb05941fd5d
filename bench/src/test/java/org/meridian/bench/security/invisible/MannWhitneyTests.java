package org.meridian.bench.security.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTests {

    /** Times as they are measured: skewed, a few of them very slow. */
    private static double[] times(Random random, int count, double added) {
        return IntStream.range(0, count)
                .mapToDouble(i -> added + 2_000 + Math.exp(random.nextGaussian()) * 500 + (i % 50 == 0 ? 20_000 : 0))
                .toArray();
    }

    @Test
    void aPlantedDifferenceOfAFewPercentIsFound() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            assertThat(MannWhitney.p(times(random, 600, 0), times(random, 600, 150)))
                    .isLessThan(0.01);
        }
    }

    @Test
    void whatIsTheSameIsTakenForDifferentNoOftenerThanTheProbabilitySays() {
        long found = IntStream.range(0, 2_000)
                .filter(seed -> {
                    Random random = new Random(seed);
                    return MannWhitney.p(times(random, 120, 0), times(random, 120, 0)) <= 0.01;
                })
                .count();
        assertThat(found).isBetween(5L, 40L); // 20 are expected
    }

    @Test
    void agreesWithAnExampleWorkedOutByHand() {
        // worked out by hand: U = 50, variance 1365.4 with ten ties, z = 4.046
        double[] first = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        double[] second = IntStream.rangeClosed(11, 30).asDoubleStream().toArray();
        assertThat(MannWhitney.p(first, second)).isCloseTo(5.2125e-5, within(1e-7));
        assertThat(MannWhitney.upperTail(1.959964)).isCloseTo(0.025, within(1e-6));
    }

    @Test
    void equalValuesAreNoDifference() {
        assertThat(MannWhitney.p(new double[40], new double[40])).isEqualTo(1);
    }
}
