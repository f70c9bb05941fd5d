package org.meridian.results.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.retention.RetentionRule;
import org.meridian.platform.retention.RetentionSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Of which days tubes' results are kept everywhere. A published day does not change: one that begins to go is told no more. */
@Component
public class KeptDays {

    /** Days are UTC days here, and the countries' own where they are removed. */
    private static final int ZONES = 2;

    private final long days;
    private final Clock clock;

    KeptDays(
            @Qualifier("tubeResultsRetention") RetentionRule tubeResults,
            RetentionSettings settings,
            Topology topology,
            Clock clock) {
        this.days = topology.partitions().stream()
                        .flatMap(partition -> partition.countries().stream())
                        .map(country -> settings.kept(tubeResults, country))
                        .min(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toDays()
                - ZONES;
        this.clock = clock;
    }

    /** @throws ProblemException 400 for a day that is not kept everywhere any more */
    public void check(LocalDate from) {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days);
        if (from.isBefore(first)) {
            throw ProblemException.invalid("from", "Not before " + first + ": older days are not kept.");
        }
    }
}
