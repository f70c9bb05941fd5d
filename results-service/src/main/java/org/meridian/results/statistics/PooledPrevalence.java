package org.meridian.results.statistics;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * How many people of those tested are positive, estimated from pools of different sizes.
 *
 * <p>A pool of k people is negative with probability (1−p)^k (Dorfman 1943), so the log-likelihood of the prevalence p is
 *
 * <pre>l(p) = Σ log(1 − (1−p)^k) over positive pools + M log(1−p), M = people in negative pools</pre>
 *
 * whose maximum is the estimate (Thompson 1962 for equal sizes, where it is 1 − (1 − x/n)^(1/k); Walter, Hildreth and Beaty
 * 1980 for different ones). The interval holds the p whose log-likelihood is at most 1.92 lower: the 95 % likelihood-ratio
 * interval, which stays between 0 and 1, is not symmetric, and needs no correction where all or no pools are positive (for
 * exact intervals and the comparison of methods see Hepworth 1996).
 *
 * <p>It assumes that people are positive independently of who shares their pool, and a test that misses nobody. References:
 * docs/statistics.md.
 *
 * @param estimate of the share of positive people, 0 to 1
 * @param low the interval's lower end
 * @param high its upper end
 */
record PooledPrevalence(double estimate, double low, double high) {

    /** Half of the 95 % point of the χ² distribution with one degree of freedom. */
    private static final double DROP = 1.920729410347062;

    /** On the scale of θ = −log(1−p): less than one in 10^12 people, and all but one in 10^22. */
    private static final double LEAST = 1e-12;

    private static final double MOST = 50;

    private static final int HALVINGS = 200; // more than a double has digits

    /**
     * Positive pools.
     *
     * @param size people in each, at least 1; the mean where they differ
     * @param pools how many
     */
    record Positives(double size, long pools) {

        Positives {
            if (!(size >= 1) || pools < 0) {
                throw new IllegalArgumentException("a pool has at least one member, and there are no fewer than none");
            }
        }
    }

    private record Likelihood(List<Positives> positives, long negativePeople) {

        double log(double theta) {
            double sum = -negativePeople * theta;
            for (Positives group : positives) {
                sum += group.pools() * Math.log(-Math.expm1(-group.size() * theta));
            }
            return sum;
        }

        /** The derivative of {@link #log}; it only falls. */
        double slope(double theta) {
            double sum = -negativePeople;
            for (Positives group : positives) {
                sum += group.pools() * group.size() / Math.expm1(group.size() * theta);
            }
            return sum;
        }
    }

    /**
     * @param negativePeople members of the negative pools, all together: their sizes do not matter
     * @return nothing where nobody was tested
     */
    static Optional<PooledPrevalence> of(List<Positives> positives, long negativePeople) {
        List<Positives> there =
                positives.stream().filter(group -> group.pools() > 0).toList();
        if (there.isEmpty() && negativePeople == 0) {
            return Optional.empty();
        }
        Likelihood likelihood = new Likelihood(there, negativePeople);
        if (there.isEmpty()) {
            return Optional.of(new PooledPrevalence(0, 0, share(DROP / negativePeople)));
        }
        double best = negativePeople == 0 ? MOST : lastWhere(theta -> likelihood.slope(theta) > 0, LEAST, MOST);
        double least = likelihood.log(best) - DROP;
        double low = lastWhere(theta -> likelihood.log(theta) < least, LEAST, best);
        double high = negativePeople == 0 ? MOST : lastWhere(theta -> likelihood.log(theta) >= least, best, MOST);
        return Optional.of(new PooledPrevalence(
                negativePeople == 0 ? 1 : share(best), share(low), negativePeople == 0 ? 1 : share(high)));
    }

    /** Where something that holds first and then no more ends, by halving. */
    private static double lastWhere(DoublePredicate holds, double from, double to) {
        double yes = from;
        double no = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (yes + no) / 2;
            if (holds.test(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return yes;
    }

    private static double share(double theta) {
        return -Math.expm1(-theta);
    }
}
