package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.results.statistics.PooledPrevalence.Positives;

/** Point 8: the pooled-prevalence estimate and its interval. */
class PooledPrevalenceTests {

    private static final int[] SIZES = {1, 5, 10, 20};

    @ParameterizedTest
    @CsvSource({"1, 50, 5", "5, 40, 12", "10, 200, 1", "10, 200, 199", "20, 1000, 350", "7, 3, 2"})
    void point8ForPoolsOfOneSizeTheEstimateIsTheClosedForm(int size, int pools, int positive) {
        double closed = 1 - Math.pow(1 - (double) positive / pools, 1.0 / size);
        PooledPrevalence estimate = estimate(size, pools, positive);
        assertThat(estimate.estimate()).isCloseTo(closed, within(1e-12));
        assertThat(estimate.low()).isPositive().isLessThan(closed);
        assertThat(estimate.high()).isLessThan(1).isGreaterThan(closed);
    }

    @ParameterizedTest
    @CsvSource({"10, 100, 10, 50", "3, 40, 2, 40", "90, 1000, 77, 600"})
    void point8ForSizesOneAndTwoTheEstimateSolvesTheQuadraticEquation(int x1, int n1, int x2, int n2) {
        // the derivative of l in q = 1−p, times q(1−q²): −x1 q(1+q) + a(1−q²) − 2 x2 q² = 0
        double a = (n1 - x1) + 2.0 * (n2 - x2);
        double leading = x1 + a + 2.0 * x2;
        double q = (-x1 + Math.sqrt((double) x1 * x1 + 4 * leading * a)) / (2 * leading);
        PooledPrevalence estimate = PooledPrevalence.of(
                        List.of(new Positives(1, x1), new Positives(2, x2)), Math.round(a))
                .orElseThrow();
        assertThat(estimate.estimate()).isCloseTo(1 - q, within(1e-12));
    }

    /** For single tubes it is the likelihood-ratio interval of a share; these ends solve 2(l(p̂) − l(p)) = 3.8415. */
    @ParameterizedTest
    @CsvSource({"1, 50, 5", "10, 200, 30", "20, 100, 60"})
    void point8TheIntervalEndsWhereTheLikelihoodHasDroppedByHalfTheChiSquarePoint(int size, int pools, int positive) {
        PooledPrevalence estimate = estimate(size, pools, positive);
        double top = log(estimate.estimate(), size, pools, positive);
        assertThat(2 * (top - log(estimate.low(), size, pools, positive))).isCloseTo(3.841459, within(1e-5));
        assertThat(2 * (top - log(estimate.high(), size, pools, positive))).isCloseTo(3.841459, within(1e-5));
    }

    private static double log(double p, int size, int pools, int positive) {
        return positive * Math.log(1 - Math.pow(1 - p, size)) + (pools - positive) * size * Math.log(1 - p);
    }

    @Test
    void point8NoPositivePoolMeansZeroAndAnUpperEnd() {
        PooledPrevalence none = estimate(10, 100, 0);
        assertThat(none.estimate()).isZero();
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(1 - Math.exp(-1.9207294 / 1000), within(1e-9));
    }

    @Test
    void point8OnlyPositivePoolsMeansOneAndALowerEnd() {
        PooledPrevalence all = estimate(10, 100, 100);
        assertThat(all.estimate()).isEqualTo(1);
        assertThat(all.high()).isEqualTo(1);
        assertThat(100 * Math.log(1 - Math.pow(1 - all.low(), 10))).isCloseTo(-1.9207294, within(1e-6));
    }

    @Test
    void point8NobodyTestedMeansNoEstimate() {
        assertThat(PooledPrevalence.of(List.of(), 0)).isEmpty();
        assertThat(PooledPrevalence.of(List.of(new Positives(5, 0)), 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.001, 400", "0.01, 100", "0.05, 60"})
    void point8TheIntervalCoversTheTruthAsOftenAsItSays(double truth, int poolsOfEachSize) {
        int worlds = 2_000;
        Random random = new Random(20_260_101);
        int covered = 0;
        double sum = 0;
        for (int world = 0; world < worlds; world++) {
            PooledPrevalence estimate = simulated(random, truth, poolsOfEachSize, false);
            covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
            sum += estimate.estimate();
        }
        assertThat((double) covered / worlds).isBetween(0.93, 0.97);
        assertThat(sum / worlds).isCloseTo(truth, within(0.03 * truth));
    }

    /** An answer knows the positive pools' members together only, as more would reveal small counts. */
    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "0.01, 0.005", "0.05, 0.04"})
    void point8TheMeanSizeOfPositivePoolsIsAlmostAsGoodAsTheirSizes(double truth, double tolerance) {
        double exact = 0;
        double byMean = 0;
        for (int world = 0; world < 300; world++) {
            exact += simulated(new Random(world), truth, 500, false).estimate();
            byMean += simulated(new Random(world), truth, 500, true).estimate();
        }
        assertThat(byMean / exact).isCloseTo(1, within(tolerance));
    }

    private static PooledPrevalence simulated(Random random, double truth, int poolsOfEachSize, boolean byMean) {
        List<Positives> positives = new ArrayList<>();
        long positivePools = 0;
        long positivePeople = 0;
        long negativePeople = 0;
        for (int size : SIZES) {
            int positive = 0;
            for (int pool = 0; pool < poolsOfEachSize; pool++) {
                boolean any = random.nextDouble() < 1 - Math.pow(1 - truth, size);
                positive += any ? 1 : 0;
                negativePeople += any ? 0 : size;
            }
            positives.add(new Positives(size, positive));
            positivePools += positive;
            positivePeople += (long) positive * size;
        }
        if (byMean && positivePools > 0) {
            positives = List.of(new Positives((double) positivePeople / positivePools, positivePools));
        }
        return PooledPrevalence.of(positives, negativePeople).orElseThrow();
    }

    private static PooledPrevalence estimate(int size, int pools, int positive) {
        return PooledPrevalence.of(List.of(new Positives(size, positive)), (long) (pools - positive) * size)
                .orElseThrow();
    }
}
