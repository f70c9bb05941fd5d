package org.meridian.platform.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

class DeadlineTests {

    @AfterEach
    void unbind() {
        Deadline.unbind();
    }

    @Test
    void aThreadThatNobodyBoundHasTimeForEver() {
        assertThat(Deadline.passed()).isFalse();
        assertThat(Deadline.remaining()).isEmpty();
        assertThatNoException().isThrownBy(Deadline::check);
    }

    @Test
    void onceItHasPassedNothingIsBegun() {
        Deadline.ofHeader("0").orElseThrow().bind();
        assertThat(Deadline.passed()).isTrue();
        assertThat(Deadline.remaining()).contains(Duration.ZERO);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(Deadline::check)
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(problem.retryAfter()).isPresent();
                });
    }

    @Test
    void itGoesOnWithWhatIsLeftAndToOtherThreadsOnlyWhenItIsTaken() throws Exception {
        Deadline.ofHeader("3600000").orElseThrow().bind();
        assertThat(Long.parseLong(Deadline.current().orElseThrow().header())).isBetween(3_000_000L, 3_600_000L);
        boolean[] bound = {true};
        Thread other =
                Thread.ofVirtual().start(() -> bound[0] = Deadline.current().isPresent());
        other.join();
        assertThat(bound[0]).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "soon", "1.5", "99999999999", "1e3", "0x10", "5 "})
    void whatIsNoNumberOfMillisecondsSaysNothing(String header) {
        assertThat(Deadline.ofHeader(header)).isEmpty();
    }

    @Test
    void aNegativeOneHasPassedAndAnEndlessOneEnds() {
        assertThat(Deadline.ofHeader("-5").map(Deadline::hasPassed)).isEqualTo(Optional.of(true));
        assertThat(Deadline.ofHeader("9999999999").orElseThrow().left()).isLessThanOrEqualTo(Duration.ofHours(1));
    }
}
