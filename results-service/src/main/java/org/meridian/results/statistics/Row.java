package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * Published counts of some countries, days and divisions together. A count that is absent is small, or hidden so that a
 * small one does not follow.
 *
 * @param country when asked by country or division
 * @param day when asked by day
 * @param division when asked by division; {@code other} for those together that are not shown by themselves
 * @param tubes the sum of the four counts that follow, as far as they are published
 * @param people in those tubes; somebody who was tested twice counts twice
 * @param positivity positive of positive and negative tubes, where nearly all of both are published for the same cells
 * @param prevalence of positive people among those tested, estimated from the same tubes
 * @param incomplete whether something was left out
 * @param suppressed for each incomplete count, in how many cells (a country's day, or a division's) it was left out
 */
public record Row(
        @Nullable Country country,
        @Nullable LocalDate day,
        @Nullable String division,
        long tubes,
        long people,
        @Nullable Long positiveTubes,
        @Nullable Long negativeTubes,
        @Nullable Long inconclusiveTubes,
        @Nullable Long invalidTubes,
        @Nullable Double positivity,
        @Nullable Prevalence prevalence,
        boolean incomplete,
        @Nullable Map<String, Integer> suppressed) {

    /**
     * @param estimate share of people, 0 to 1
     * @param low of the 95 % interval
     * @param high of the 95 % interval
     * @param basis whether it was possible to leave single tubes out, which are mostly retests
     */
    public record Prevalence(double estimate, double low, double high, Basis basis) {}

    /** Which tubes a prevalence was estimated from. */
    public enum Basis {
        POOLS,
        ALL_TUBES,
        /** Pools only on those days on which they are published apart. */
        MIXED
    }
}
