package org.meridian.bench.security.invisible;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether two sets of measurements could be of the same distribution: the rank-sum test of Mann and Whitney, two-sided, by
 * the normal approximation with the correction for ties. Ranks, so that a few slow answers decide nothing.
 */
final class MannWhitney {

    private MannWhitney() {}

    /** The probability of a difference at least as large when there is none; of 20 values or more on each side. */
    static double p(double[] first, double[] second) {
        int n1 = first.length;
        int n2 = second.length;
        if (n1 < 20 || n2 < 20) {
            throw new IllegalArgumentException("too few for the approximation: " + n1 + " and " + n2);
        }
        double[] all = new double[n1 + n2];
        System.arraycopy(first, 0, all, 0, n1);
        System.arraycopy(second, 0, all, n1, n2);
        Integer[] order = IntStream.range(0, all.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> all[i]));
        double rankSum = 0;
        double ties = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && all[order[to]] == all[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += order[i] < n1 ? rank : 0;
            }
            double equal = to - from;
            ties += equal * equal * equal - equal;
            from = to;
        }
        double n = (double) n1 + n2;
        double u = rankSum - n1 * (n1 + 1.0) / 2;
        double mean = (double) n1 * n2 / 2;
        double variance = (double) n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)));
        if (variance <= 0) {
            return 1; // all are equal
        }
        double z = Math.max(0, Math.abs(u - mean) - 0.5) / Math.sqrt(variance);
        return Math.min(1, 2 * upperTail(z));
    }

    /** P(Z > z) of the standard normal distribution; Abramowitz and Stegun 26.2.17, exact to 7.5e-8. */
    static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}
