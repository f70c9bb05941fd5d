package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.results.statistics.PooledPrevalence.Positives;
import org.meridian.results.statistics.Row.Basis;
import org.meridian.results.verdict.Outcome;

/** The blocks of one row, and what follows from their sums. */
final class RowSums {

    /**
     * Positivity is of those cells alone whose positive and negative tubes are both published, which are those with many
     * positives; so it is told only when they hold so much of the row that this matters little.
     */
    private static final double COVERAGE = 0.9;

    private final Map<Outcome, Tally> sums = new EnumMap<>(Outcome.class);
    private final Map<Cell, Map<Outcome, Tally>> decided = new HashMap<>();
    private final Map<Outcome, Set<LeftOut>> leftOut = new EnumMap<>(Outcome.class);

    private record Cell(Country country, LocalDate day, String name, Line line, boolean comparable) {}

    private record Pair(Line line, Tally positive, Tally negative) {}

    void add(Block block) {
        sums.merge(block.outcome(), block.tally(), Tally::plus);
        if (block.outcome() == Outcome.POSITIVE || block.outcome() == Outcome.NEGATIVE) {
            // the rests of two outcomes hold different divisions
            boolean comparable = block.whole() || !block.cell().equals(Block.OTHER);
            decided.computeIfAbsent(
                            new Cell(block.country(), block.day(), block.cell(), block.line(), comparable),
                            cell -> new EnumMap<>(Outcome.class))
                    .put(block.outcome(), block.tally());
        }
    }

    void add(LeftOut count) {
        leftOut.computeIfAbsent(count.outcome(), outcome -> new HashSet<>()).add(count);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    Row row(@Nullable Country country, @Nullable LocalDate day, @Nullable String division) {
        Tally all = sums.values().stream().reduce(Tally.ZERO, Tally::plus);
        Map<String, Integer> suppressed = new TreeMap<>();
        leftOut.forEach((outcome, cells) -> suppressed.put(nameOf(outcome), cells.size()));
        return new Row(
                country,
                day,
                division,
                all.tubes(),
                all.people(),
                tubes(Outcome.POSITIVE),
                tubes(Outcome.NEGATIVE),
                tubes(Outcome.INCONCLUSIVE),
                tubes(Outcome.INVALID),
                positivity(),
                prevalence(),
                !suppressed.isEmpty(),
                suppressed.isEmpty() ? null : suppressed);
    }

    private static String nameOf(Outcome outcome) {
        return switch (outcome) {
            case POSITIVE -> "positiveTubes";
            case NEGATIVE -> "negativeTubes";
            case INCONCLUSIVE -> "inconclusiveTubes";
            case INVALID -> "invalidTubes";
        };
    }

    private @Nullable Long tubes(Outcome outcome) {
        Tally tally = sums.get(outcome);
        return tally == null ? null : tally.tubes();
    }

    private @Nullable Double positivity() {
        List<Pair> pairs = pairs(line -> true);
        long positive =
                pairs.stream().mapToLong(pair -> pair.positive().tubes()).sum();
        long negative =
                pairs.stream().mapToLong(pair -> pair.negative().tubes()).sum();
        return pairs.isEmpty() ? null : (double) positive / (positive + negative);
    }

    private Row.@Nullable Prevalence prevalence() {
        List<Pair> pairs = pairs(line -> line != Line.SINGLES);
        List<Positives> positives = new ArrayList<>();
        long negativePeople = 0;
        for (Pair pair : pairs) {
            Tally positive = pair.positive();
            // nobody is in fewer than no tubes: a mean below one comes from tubes without members only
            double size = Math.max(1, (double) positive.people() / positive.tubes());
            positives.add(new Positives(size, positive.tubes()));
            negativePeople += pair.negative().people();
        }
        Optional<PooledPrevalence> estimate = PooledPrevalence.of(positives, negativePeople);
        return estimate.map(e -> new Row.Prevalence(e.estimate(), e.low(), e.high(), basis(pairs)))
                .orElse(null);
    }

    private static Basis basis(List<Pair> pairs) {
        long pools = pairs.stream().filter(pair -> pair.line() == Line.POOLS).count();
        return pools == pairs.size() ? Basis.POOLS : pools == 0 ? Basis.ALL_TUBES : Basis.MIXED;
    }

    /** Positive and negative tubes of the same cells; none when those cells hold too little of the row. */
    private List<Pair> pairs(Predicate<Line> lines) {
        List<Pair> pairs = new ArrayList<>();
        long published = 0;
        long paired = 0;
        for (Map.Entry<Cell, Map<Outcome, Tally>> entry : decided.entrySet()) {
            Cell cell = entry.getKey();
            if (!lines.test(cell.line())) {
                continue;
            }
            Map<Outcome, Tally> tallies = entry.getValue();
            long tubes = tallies.values().stream().mapToLong(Tally::tubes).sum();
            published += tubes;
            if (cell.comparable() && tallies.keySet().containsAll(Arrays.asList(Outcome.POSITIVE, Outcome.NEGATIVE))) {
                paired += tubes;
                pairs.add(new Pair(
                        cell.line(),
                        Objects.requireNonNull(tallies.get(Outcome.POSITIVE)),
                        Objects.requireNonNull(tallies.get(Outcome.NEGATIVE))));
            }
        }
        return paired >= COVERAGE * published ? List.copyOf(pairs) : List.of();
    }
}
