package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.HandClock;

class RememberedAnswersTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final HandClock clock = new HandClock();

    private static Question days(int days) {
        return Question.of(DAY, DAY.plusDays(days), EnumSet.of(Dimension.DAY, Dimension.COUNTRY), null);
    }

    private static Answer answer(Question question, int rows) {
        Row row = new Row(null, null, null, 10, 10, null, null, null, null, null, null, true, null);
        return Answer.of(question, null, Collections.nCopies(rows, row), List.of());
    }

    @Test
    void anAnswerIsGivenAgainToWhateverMeansTheSameUntilItsTimeIsOver() {
        RememberedAnswers answers = new RememberedAnswers(clock, Duration.ofSeconds(10));
        answers.keep(days(3), answer(days(3), 1));
        Question same = Question.of(DAY, DAY.plusDays(3), EnumSet.of(Dimension.COUNTRY, Dimension.DAY), null);
        assertThat(answers.find(same)).isNotNull();
        assertThat(answers.find(days(4))).isNull();
        clock.pass(Duration.ofSeconds(10));
        assertThat(answers.find(same)).isNull();
    }

    @Test
    void whatIsRememberedIsBounded() {
        RememberedAnswers answers = new RememberedAnswers(clock, Duration.ofHours(1));
        for (int day = 0; day < 100; day++) {
            answers.keep(days(day), answer(days(day), 5_000));
            answers.keep(days(day), answer(days(day), 5_000)); // counted once
        }
        assertThat(answers.rows()).isBetween(40_000, 50_000);
        assertThat(answers.find(days(99))).isNotNull();
        assertThat(answers.find(days(0))).isNull();
    }
}
