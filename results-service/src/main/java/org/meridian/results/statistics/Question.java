package org.meridian.results.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * What an analyst asks. Two questions that mean the same are equal.
 *
 * @param from the first UTC day
 * @param to the last one, at most 400 days in all
 * @param by sorted, each once
 * @param country only this one; all when absent
 */
public record Question(
        LocalDate from,
        LocalDate to,
        List<Dimension> by,
        @Nullable Country country) {

    public static final int MOST_DAYS = 400;

    /** @throws IllegalArgumentException when the days are not in order, or too many */
    public Question {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw new IllegalArgumentException("not 1 to " + MOST_DAYS + " days");
        }
        by = List.copyOf(by);
    }

    public static Question of(LocalDate from, LocalDate to, Set<Dimension> by, @Nullable Country country) {
        EnumSet<Dimension> sorted = EnumSet.noneOf(Dimension.class);
        sorted.addAll(by);
        return new Question(from, to, List.copyOf(sorted), country);
    }

    boolean isBy(Dimension dimension) {
        return by.contains(dimension);
    }
}
