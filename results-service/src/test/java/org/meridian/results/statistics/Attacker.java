package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/**
 * Asks everything, and knows more than anybody can: which divisions each published figure covers, where nobody was tested
 * at all, and every block that a positivity or a prevalence was computed from. The unknowns are the counts of each
 * country, day, division, outcome and kind of tube.
 */
final class Attacker {

    private record Revealed(Block block, boolean byDivision, BitSet unknowns) {}

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** Decides what is published of a country's day. */
    interface Publisher {
        List<Block> publish(Country country, LocalDate day, List<Counted> counts);
    }

    private final SmallWorld world;
    private final ToLongFunction<Tally> measure;
    private final List<Counted> unknowns = new ArrayList<>();
    private final List<Revealed> revealed = new ArrayList<>();
    private final Map<BitSet, Long> learnt = new HashMap<>();
    private final Equations known;

    /** @param measure tubes or people */
    Attacker(SmallWorld world, ToLongFunction<Tally> measure, Publisher publisher) {
        this.world = world;
        this.measure = measure;
        List<String> divisions =
                Stream.concat(world.divisions().stream(), Stream.of("")).toList();
        for (Country country : world.countries()) {
            for (LocalDate day : world.days()) {
                divisions.forEach(division -> addUnknowns(country, day, division));
            }
        }
        this.known = new Equations(unknowns.size());
        everyDay(true, publisher);
        everyDay(false, publisher);
        revealed.forEach(
                one -> learn(one.unknowns(), measure.applyAsLong(one.block().tally())));
        for (int i = 0; i < unknowns.size(); i++) {
            if (!isAnybodyTested(unknowns.get(i))) {
                BitSet one = new BitSet();
                one.set(i);
                learn(one, 0);
            }
        }
    }

    private void addUnknowns(Country country, LocalDate day, String division) {
        for (Outcome outcome : OUTCOMES) {
            for (boolean pool : new boolean[] {true, false}) {
                Tally truth = world.counts().stream()
                        .filter(c -> c.country().equals(country) && c.day().equals(day))
                        .filter(c -> c.division().equals(division) && c.pool() == pool && c.outcome() == outcome)
                        .map(Counted::tally)
                        .reduce(Tally.ZERO, Tally::plus);
                unknowns.add(new Counted(country, day, division, pool, outcome, truth));
            }
        }
    }

    private boolean isAnybodyTested(Counted unknown) {
        return world.counts().stream()
                .anyMatch(c -> c.country().equals(unknown.country())
                        && c.day().equals(unknown.day())
                        && c.division().equals(unknown.division()));
    }

    private void everyDay(boolean byDivision, Publisher publisher) {
        for (Country country : world.countries()) {
            for (LocalDate day : world.days()) {
                List<Counted> counts = world.counted(day, country, byDivision);
                List<Block> blocks = publisher.publish(country, day, counts);
                blocks.forEach(block -> revealed.add(new Revealed(block, byDivision, covered(block, blocks))));
            }
        }
    }

    private BitSet covered(Block block, List<Block> ofDay) {
        BitSet covered = new BitSet();
        for (int i = 0; i < unknowns.size(); i++) {
            Counted unknown = unknowns.get(i);
            boolean sameCount = block.country().equals(unknown.country())
                    && block.day().equals(unknown.day())
                    && block.outcome() == unknown.outcome()
                    && (block.line() == Line.ALL || (block.line() == Line.POOLS) == unknown.pool());
            boolean inCell = block.cell().equals(Block.OTHER)
                    ? ofDay.stream() // the rest is what has no block of its own
                            .noneMatch(other -> other.outcome() == block.outcome()
                                    && other.line() == block.line()
                                    && other.cell().equals(unknown.division()))
                    : block.cell().equals(unknown.division());
            covered.set(i, sameCount && inCell);
        }
        return covered;
    }

    private void learn(BitSet which, long value) {
        @Nullable Long before = learnt.putIfAbsent(which, value);
        if (before != null) {
            assertThat(value).isEqualTo(before);
            return;
        }
        double[] equation = new double[unknowns.size() + 1];
        which.stream().forEach(i -> equation[i] = 1);
        equation[unknowns.size()] = value;
        known.add(equation);
    }

    /** Takes all figures of an answer as equations, and sees that they are sums of blocks. */
    void ask(Question question) {
        for (Row row : Rows.of(question, world.counted(question))) {
            List<Revealed> ofRow =
                    revealed.stream().filter(one -> isIn(question, row, one)).toList();
            take(ofRow, block -> true, measure.applyAsLong(new Tally(row.tubes(), row.people())));
            if (measure.applyAsLong(new Tally(1, 0)) == 1) {
                take(ofRow, block -> block.outcome() == Outcome.POSITIVE, row.positiveTubes());
                take(ofRow, block -> block.outcome() == Outcome.NEGATIVE, row.negativeTubes());
                take(ofRow, block -> block.outcome() == Outcome.INCONCLUSIVE, row.inconclusiveTubes());
                take(ofRow, block -> block.outcome() == Outcome.INVALID, row.invalidTubes());
            }
        }
    }

    private void take(List<Revealed> ofRow, Predicate<Block> which, @Nullable Long figure) {
        BitSet covered = new BitSet();
        long sum = 0;
        for (Revealed one : ofRow) {
            if (which.test(one.block())) {
                assertThat(covered.intersects(one.unknowns())).isFalse();
                covered.or(one.unknowns());
                sum += measure.applyAsLong(one.block().tally());
            }
        }
        assertThat(figure == null ? 0L : figure).isEqualTo(sum);
        if (figure != null) {
            learn(covered, figure);
        }
    }

    private static boolean isIn(Question question, Row row, Revealed one) {
        Block block = one.block();
        return one.byDivision() == question.isBy(Dimension.DIVISION)
                && (question.country() == null || question.country().equals(block.country()))
                && !block.day().isBefore(question.from())
                && !block.day().isAfter(question.to())
                && (row.country() == null || row.country().equals(block.country()))
                && (row.day() == null || row.day().equals(block.day()))
                && (row.division() == null || row.division().equals(block.cell()));
    }

    /**
     * The small counts that follow from what was learnt: of any divisions of a country's day together, any outcomes
     * together, in pools, single tubes or both. A sum over days or countries is small only if each of its parts is.
     */
    List<String> recovered() {
        List<String> recovered = new ArrayList<>();
        List<String> divisions =
                Stream.concat(world.divisions().stream(), Stream.of("")).toList();
        for (Country country : world.countries()) {
            for (LocalDate day : world.days()) {
                for (int some = 1; some < 1 << divisions.size(); some++) {
                    for (int outcomes = 1; outcomes < 1 << OUTCOMES.size(); outcomes++) {
                        for (Line line : Line.values()) {
                            int divisionBits = some;
                            int outcomeBits = outcomes;
                            int[] members = IntStream.range(0, unknowns.size())
                                    .filter(i -> {
                                        Counted u = unknowns.get(i);
                                        return u.country().equals(country)
                                                && u.day().equals(day)
                                                && (divisionBits >> divisions.indexOf(u.division()) & 1) == 1
                                                && (outcomeBits >> OUTCOMES.indexOf(u.outcome()) & 1) == 1
                                                && (line == Line.ALL || (line == Line.POOLS) == u.pool());
                                    })
                                    .toArray();
                            if (follows(members)) {
                                recovered.add("%s %s divisions %s outcomes %s %s"
                                        .formatted(country, day, divisionBits, outcomeBits, line));
                            }
                        }
                    }
                }
            }
        }
        return recovered;
    }

    private boolean follows(int[] members) {
        long truth = IntStream.of(members)
                .mapToLong(i -> measure.applyAsLong(unknowns.get(i).tally()))
                .sum();
        boolean aboutPeople = IntStream.of(members).anyMatch(i -> isAnybodyTested(unknowns.get(i)));
        if (truth >= Tally.THRESHOLD || !aboutPeople) {
            return false;
        }
        double[] sum = new double[unknowns.size() + 1];
        IntStream.of(members).forEach(i -> sum[i] = 1);
        return known.determine(sum);
    }
}
