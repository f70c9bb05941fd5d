package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.results.statistics.Row.Basis;
import org.meridian.results.verdict.Outcome;

/** Point 8: what a row says beside its counts. */
class RowSumsTests {

    private static final Country DEU = Country.of("DEU");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Counted count(LocalDate day, boolean pool, Outcome outcome, long tubes, long people) {
        return new Counted(DEU, day, "", pool, outcome, new Tally(tubes, people));
    }

    private static Row row(List<Counted> counts) {
        List<Row> rows = Rows.of(Question.of(DAY, DAY.plusDays(30), EnumSet.noneOf(Dimension.class), null), counts);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    @Test
    void point8RetestsOfTheSamePeopleDoNotBiasThePrevalence() {
        Row row = row(List.of(
                count(DAY, true, Outcome.POSITIVE, 100, 1_000),
                count(DAY, true, Outcome.NEGATIVE, 900, 9_000),
                count(DAY, false, Outcome.POSITIVE, 105, 105),
                count(DAY, false, Outcome.NEGATIVE, 895, 895)));
        Row.Prevalence prevalence = Objects.requireNonNull(row.prevalence());
        assertThat(prevalence.basis()).isEqualTo(Basis.POOLS);
        assertThat(prevalence.estimate()).isCloseTo(1 - Math.pow(0.9, 0.1), within(1e-9));
        assertThat(row.positivity()).isCloseTo(205.0 / 2_000, within(1e-9));
        assertThat(row.tubes()).isEqualTo(2_000);
    }

    @Test
    void point8FewSingleTubesAreNotToldApartSoThatTheyDoNotFollow() {
        Row row = row(List.of(
                count(DAY, true, Outcome.POSITIVE, 100, 1_000),
                count(DAY, true, Outcome.NEGATIVE, 900, 9_000),
                count(DAY, false, Outcome.POSITIVE, 5, 5),
                count(DAY, false, Outcome.NEGATIVE, 95, 95)));
        assertThat(Objects.requireNonNull(row.prevalence()).basis()).isEqualTo(Basis.ALL_TUBES);
        assertThat(row.positiveTubes()).isEqualTo(105);
    }

    @Test
    void point8InconclusiveAndInvalidTubesCountButEstimateNothing() {
        List<Counted> decided =
                List.of(count(DAY, true, Outcome.POSITIVE, 100, 1_000), count(DAY, true, Outcome.NEGATIVE, 900, 9_000));
        List<Counted> all = new ArrayList<>(decided);
        all.add(count(DAY, true, Outcome.INCONCLUSIVE, 50, 500));
        all.add(count(DAY, true, Outcome.INVALID, 20, 200));
        assertThat(row(all).prevalence()).isEqualTo(row(decided).prevalence());
        assertThat(row(all).positivity()).isEqualTo(row(decided).positivity());
        assertThat(row(all).inconclusiveTubes()).isEqualTo(50);
        assertThat(row(all).invalidTubes()).isEqualTo(20);
        assertThat(row(all).incomplete()).isFalse();
    }

    @Test
    void point8WhereMostDaysHideTheirPositivesThereIsNoPositivityOfTheOthers() {
        List<Counted> counts = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            counts.add(count(DAY.plusDays(day), true, Outcome.NEGATIVE, 1_000, 10_000));
            counts.add(count(DAY.plusDays(day), true, Outcome.POSITIVE, day == 0 ? 10 : 9, 90));
        }
        Row row = row(counts);
        assertThat(row.positiveTubes()).isEqualTo(10);
        assertThat(row.positivity()).isNull();
        assertThat(row.prevalence()).isNull();
        assertThat(row.incomplete()).isTrue();
        assertThat(row.suppressed()).containsEntry("positiveTubes", 9).doesNotContainKey("negativeTubes");
    }

    @Test
    void point8ADayOfFewTestsIsNoRow() {
        assertThat(Rows.of(
                        Question.of(DAY, DAY, EnumSet.allOf(Dimension.class), null),
                        List.of(count(DAY, true, Outcome.NEGATIVE, 9, 90))))
                .isEmpty();
    }
}
