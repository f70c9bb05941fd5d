package org.meridian.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pooling costs, by the rules of this package: R. Dorfman, The Detection of Defective Members of Large Populations, 1943. */
class DorfmanTests {

    private static final long SEED = 1943;

    @ParameterizedTest
    @CsvSource({
        "5, 0.001", "5, 0.01", "5, 0.05",
        "10, 0.001", "10, 0.01", "10, 0.05",
        "20, 0.001", "20, 0.01", "20, 0.05"
    })
    void testsPerPersonAgreeWithDorfmanWithinOnePercentAndEveryInfectionIsFound(int k, double p) {
        double retested = 1 - Math.pow(1 - p, k);
        double expected = 1.0 / k + retested;
        // so many pools that one standard error of the tests per person is 0.2 % of their expected number
        double error = 0.002 * expected;
        long pools = (long) Math.ceil(retested * (1 - retested) / (error * error));
        SplittableRandom random = new SplittableRandom(SEED);
        boolean[] infected = new boolean[k];
        long tests = 0;
        for (long pool = 0; pool < pools; pool++) {
            boolean any = false;
            for (int i = 0; i < k; i++) {
                infected[i] = random.nextDouble() < p;
                any |= infected[i];
            }
            tests++;
            Verdict verdict = Verdict.of(Method.ofCapacity(k), any ? Outcome.POSITIVE : Outcome.NEGATIVE);
            if (verdict.need() == Need.RETEST) {
                tests += retestEach(infected);
            } else {
                assertThat(any).isFalse();
            }
        }
        assertThat((double) tests / (pools * k)).isCloseTo(expected, withinPercentage(1));
    }

    private static int retestEach(boolean[] infected) {
        int tests = 0;
        for (boolean one : infected) {
            Verdict verdict = Verdict.of(Method.ofCapacity(1), one ? Outcome.POSITIVE : Outcome.NEGATIVE);
            tests++;
            if (verdict.need() != Need.NONE
                    || !(verdict instanceof Verdict.Personal personal)
                    || (personal.outcome() == Outcome.POSITIVE) != one) {
                throw new AssertionError("a retest decides");
            }
        }
        return tests;
    }
}
