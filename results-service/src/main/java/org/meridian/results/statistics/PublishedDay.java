package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/**
 * What is published of one country's day. It depends on the counts of that day alone, never on the question, so no set of
 * questions tells more than the blocks do.
 *
 * @param leftOut what is in no block, by the cells where a reader would look for it
 */
record PublishedDay(List<Block> blocks, List<LeftOut> leftOut) {

    /** The outcomes that are told apart by line; the others are rare. */
    private static final Set<Outcome> DECIDED = Set.of(Outcome.POSITIVE, Outcome.NEGATIVE);

    /** @param counts of one country and day, of all its divisions or not broken down by them */
    static PublishedDay of(Country country, LocalDate day, List<Counted> counts) {
        Set<String> divisions = new TreeSet<>();
        counts.forEach(count -> divisions.add(count.division()));
        Map<Line, Map<Outcome, Map<String, Tally>>> tallies = byLine(counts, divisions);
        List<Block> blocks = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        tallies.forEach((line, byOutcome) -> byOutcome.forEach((outcome, byDivision) -> {
            Map<String, Tally> cells = Cells.published(byDivision);
            boolean whole = cells.size() == 1 && cells.containsKey(Block.OTHER);
            cells.forEach((cell, tally) -> blocks.add(new Block(country, day, line, outcome, cell, whole, tally)));
            if (cells.isEmpty()) {
                leftOut.add(new LeftOut(country, day, outcome, Block.OTHER));
            }
            divisions.stream()
                    .filter(division -> !division.isEmpty() && !cells.containsKey(division))
                    .forEach(division -> leftOut.add(new LeftOut(country, day, outcome, division)));
        }));
        return new PublishedDay(List.copyOf(blocks), List.copyOf(leftOut));
    }

    private static Map<Line, Map<Outcome, Map<String, Tally>>> byLine(List<Counted> counts, Set<String> divisions) {
        Map<Line, Map<Outcome, Map<String, Tally>>> tallies = new EnumMap<>(Line.class);
        boolean apart = areLinesTold(counts);
        for (Outcome outcome : Outcome.values()) {
            Stream<Line> lines =
                    apart && DECIDED.contains(outcome) ? Stream.of(Line.POOLS, Line.SINGLES) : Stream.of(Line.ALL);
            lines.forEach(line -> {
                Map<String, Tally> byDivision = new TreeMap<>();
                divisions.forEach(division -> byDivision.put(division, Tally.ZERO));
                tallies.computeIfAbsent(line, l -> new EnumMap<>(Outcome.class)).put(outcome, byDivision);
            });
        }
        for (Counted count : counts) {
            Line line = !apart || !DECIDED.contains(count.outcome()) ? Line.ALL : line(count);
            Objects.requireNonNull(Objects.requireNonNull(tallies.get(line)).get(count.outcome()))
                    .merge(count.division(), count.tally(), Tally::plus);
        }
        return tallies;
    }

    /** Whether pools and single tubes are published apart: only when each of the four counts may be. */
    private static boolean areLinesTold(List<Counted> counts) {
        return DECIDED.stream()
                .allMatch(outcome -> Stream.of(Line.POOLS, Line.SINGLES)
                        .allMatch(line -> counts.stream()
                                .filter(count -> count.outcome() == outcome && line(count) == line)
                                .map(Counted::tally)
                                .reduce(Tally.ZERO, Tally::plus)
                                .isPublishable()));
    }

    private static Line line(Counted count) {
        return count.pool() ? Line.POOLS : Line.SINGLES;
    }
}
