package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * Counts as they are published.
 *
 * @param threshold smaller counts are not published, nor what would reveal them
 * @param publishedUntil the last day that is settled and so published; absent where days are published as they stand
 * @param rows in the order of country, day, division
 * @param missingRegions those that could not be read; their countries are not in it
 */
public record Answer(
        LocalDate from,
        LocalDate to,
        List<Dimension> by,
        @Nullable Country country,
        int threshold,
        @Nullable LocalDate publishedUntil,
        Method method,
        List<Row> rows,
        List<String> missingRegions) {

    static Answer of(Question question, @Nullable LocalDate until, List<Row> rows, List<String> missingRegions) {
        return new Answer(
                question.from(),
                question.to(),
                question.by(),
                question.country(),
                Tally.THRESHOLD,
                until,
                Method.OURS,
                rows,
                missingRegions);
    }
}
