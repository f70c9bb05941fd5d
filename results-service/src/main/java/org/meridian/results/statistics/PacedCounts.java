package org.meridian.results.statistics;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.meridian.db.data.EveryRegion;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.statistics.TubeCounts.Wanted;
import org.springframework.stereotype.Component;

/**
 * Reads some days at a time and rests in between, so that a question over months takes a share of a processor only, and
 * the traffic finds one free soon. A day is always read by one statement, with all that was corrected in it.
 */
@Component
class PacedCounts {

    /** A piece that takes longer has fewer days the next time: others wait as long for a processor. */
    private static final long LONGEST_NANOS = Duration.ofMillis(12).toNanos();

    private static final int MOST_DAYS = 31;

    private final TubeCounts counts;
    private final Topology topology;

    PacedCounts(TubeCounts counts, Topology topology) {
        this.counts = counts;
        this.topology = topology;
    }

    /**
     * How a question is read.
     *
     * @param rest after each piece nothing is read for so many times as long as it took, until half of the patience is over
     * @param patience after which a question is given up
     */
    record Pace(int rest, Duration patience) {}

    /**
     * @throws ProblemException 400 when there are more groups than wanted, 503 when it takes too long
     */
    EveryRegion.Found<Counted> count(Wanted wanted, Pace pace) {
        List<Counted> found = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        long begin = System.nanoTime();
        int days = 1;
        LocalDate from = wanted.from();
        while (from.isBefore(wanted.until())) {
            LocalDate end = from.plusDays(days);
            LocalDate until = end.isBefore(wanted.until()) ? end : wanted.until();
            long start = System.nanoTime();
            if (start - begin > pace.patience().toNanos()) {
                throw new ProblemException(ProblemType.OVERLOADED, "This takes too long; ask for fewer days.")
                        .retryAfter(Duration.ofSeconds(5));
            }
            EveryRegion.Found<Counted> piece = counts.count(wanted.within(from, until), missing);
            found.addAll(piece.rows());
            missing.addAll(piece.missingRegions());
            if (found.size() > wanted.most()) {
                throw TubeCounts.tooMuch();
            }
            long took = System.nanoTime() - start;
            days = took > LONGEST_NANOS ? Math.max(1, days / 2) : Math.min(MOST_DAYS, days * 2);
            from = until;
            if (from.isBefore(wanted.until())
                    && System.nanoTime() - begin < pace.patience().toNanos() / 2) {
                LockSupport.parkNanos(took * pace.rest());
            }
        }
        // a region that was lost on the way is missing as a whole
        found.removeIf(
                counted -> missing.contains(topology.regionOf(counted.country()).name()));
        return new EveryRegion.Found<>(found, List.copyOf(missing));
    }
}
