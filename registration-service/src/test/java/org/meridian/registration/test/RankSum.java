package org.meridian.registration.test;

import java.util.Arrays;
import java.util.Comparator;

/** Mann and Whitney's test: whether two samples come from one distribution, whatever its form. */
public final class RankSum {

    private RankSum() {}

    private record Ranked(double value, boolean first) {}

    /** @return how likely samples differ by so much or more by chance alone, two-sided; for twenty values each or more */
    public static double p(double[] first, double[] second) {
        Ranked[] all = new Ranked[first.length + second.length];
        Arrays.setAll(
                all, i -> i < first.length ? new Ranked(first[i], true) : new Ranked(second[i - first.length], false));
        Arrays.sort(all, Comparator.comparingDouble(Ranked::value));
        double ranks = 0;
        for (int i = 0; i < all.length; ) {
            int end = i;
            while (end < all.length && all[end].value() == all[i].value()) {
                end++;
            }
            double shared = (i + 1 + end) / 2.0;
            for (; i < end; i++) {
                ranks += all[i].first() ? shared : 0;
            }
        }
        double n = first.length;
        double m = second.length;
        double u = ranks - n * (n + 1) / 2;
        double z = (u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return 2 * upperTail(Math.abs(z));
    }

    /** Of the normal distribution; Abramowitz and Stegun 26.2.17, to 7.5e-8. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
