package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/** Point 8: counts below 10 are suppressed together with whatever would reveal them. */
class DifferencingAttackTests {

    /** {@code bench/run security} asks for more. */
    private static final int WORLDS = Integer.getInteger("meridian.test.worlds", 250);

    @Test
    void point8AllAnswersToAllQuestionsTogetherRevealNoSmallNumberOfTubes() {
        assertThat(attack(Tally::tubes)).isEmpty();
    }

    @Test
    void point8AllAnswersToAllQuestionsTogetherRevealNoSmallNumberOfPeople() {
        assertThat(attack(Tally::people)).isEmpty();
    }

    private static List<String> attack(ToLongFunction<Tally> measure) {
        AtomicInteger published = new AtomicInteger();
        List<String> recovered = LongStream.rangeClosed(1, WORLDS)
                .parallel() // worlds know nothing of each other
                .boxed()
                .flatMap(seed -> {
                    SmallWorld world = SmallWorld.of(seed);
                    Attacker attacker = new Attacker(
                            world,
                            measure,
                            (country, day, counts) ->
                                    PublishedDay.of(country, day, counts).blocks());
                    world.questions().forEach(attacker::ask);
                    published.addAndGet(Rows.of(world.questions().getFirst(), world.counts())
                            .size());
                    return attacker.recovered().stream().map(what -> "seed " + seed + ": " + what);
                })
                .toList();
        assertThat(published.get()).isGreaterThan(WORLDS / 2); // there was something to attack
        return recovered;
    }

    /** The attack works: it finds what is only left out, and nothing is done about what it follows from. */
    @Test
    void point8TheAttackerFindsSmallCountsThatAreOnlyLeftOut() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Attacker attacker =
                    new Attacker(SmallWorld.of(seed), Tally::tubes, DifferencingAttackTests::withoutSmallOnes);
            found += attacker.recovered().size();
        }
        assertThat(found).isPositive();
    }

    private static List<Block> withoutSmallOnes(Country country, LocalDate day, List<Counted> counts) {
        Map<List<Object>, Tally> tallies = new HashMap<>();
        boolean byDivision = counts.stream().anyMatch(count -> !count.division().isEmpty());
        Stream<Counted> named =
                counts.stream().filter(count -> byDivision != count.division().isEmpty());
        named.forEach(count -> tallies.merge(List.of(count.outcome(), count.division()), count.tally(), Tally::plus));
        return tallies.entrySet().stream()
                .filter(cell -> cell.getValue().isPublishable())
                .map(cell -> {
                    String division = cell.getKey().get(1).toString();
                    return new Block(
                            country,
                            day,
                            Line.ALL,
                            (Outcome) cell.getKey().get(0),
                            division.isEmpty() ? Block.OTHER : division,
                            division.isEmpty(),
                            cell.getValue());
                })
                .toList();
    }

    @Test
    void point8LongerRangesAndCoarserQuestionsAreSumsOfWhatFinerOnesPublish() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            SmallWorld world = SmallWorld.of(seed);
            long everything = published(world, EnumSet.noneOf(Dimension.class));
            assertThat(published(world, EnumSet.allOf(Dimension.class))).isEqualTo(everything);
            assertThat(published(world, EnumSet.of(Dimension.DIVISION))).isEqualTo(everything);
            assertThat(published(world, EnumSet.of(Dimension.DAY))).isEqualTo(everything);
        }
    }

    private static long published(SmallWorld world, EnumSet<Dimension> by) {
        Question question = Question.of(world.days().getFirst(), world.days().getLast(), by, null);
        return Rows.of(question, world.counted(question)).stream()
                .mapToLong(Row::tubes)
                .sum();
    }

    @Test
    void point8ACountIsShownWhereNothingSmallFollowsFromIt() {
        var day = LocalDate.of(2026, 3, 1);
        var deu = Country.of("DEU");
        List<Counted> counts = List.of(
                new Counted(deu, day, "11", true, Outcome.NEGATIVE, new Tally(40, 400)),
                new Counted(deu, day, "12", true, Outcome.NEGATIVE, new Tally(15, 150)),
                new Counted(deu, day, "13", true, Outcome.NEGATIVE, new Tally(3, 30)),
                new Counted(deu, day, "11", true, Outcome.POSITIVE, new Tally(12, 120)));
        List<Row> rows = Rows.of(Question.of(day, day, EnumSet.of(Dimension.DIVISION), null), counts);
        assertThat(rows)
                .extracting(Row::division, Row::negativeTubes, Row::positiveTubes)
                .containsExactly(
                        tuple("11", 40L, null), // else 12 and 13 had none
                        tuple("other", 18L, 12L)); // 12 would reveal 13
        assertThat(rows.getFirst().suppressed()).containsKey("positiveTubes");
    }
}
