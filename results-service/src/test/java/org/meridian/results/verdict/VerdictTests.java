package org.meridian.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTests {

    @ParameterizedTest
    @CsvSource({
        "POOLED, NEGATIVE,     NEGATIVE,     FINAL",
        "POOLED, POSITIVE,     POSITIVE,     PROVISIONAL",
        "POOLED, INCONCLUSIVE, INCONCLUSIVE, PROVISIONAL",
        "SINGLE, NEGATIVE,     NEGATIVE,     FINAL",
        "SINGLE, POSITIVE,     POSITIVE,     FINAL",
        "SINGLE, INCONCLUSIVE, INCONCLUSIVE, PROVISIONAL"
    })
    void everyMethodAndOutcomeHasItsVerdict(Method method, Outcome outcome, Outcome personal, Status status) {
        assertThat(Verdict.of(method, outcome)).isInstanceOfSatisfying(Verdict.Personal.class, verdict -> {
            assertThat(verdict.outcome()).isEqualTo(personal);
            assertThat(verdict.status()).isEqualTo(status);
            assertThat(verdict.reason()).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void anInvalidSpecimenChangesNobody(Method method) {
        assertThat(Verdict.of(method, Outcome.INVALID)).isInstanceOf(Verdict.Unusable.class);
    }

    @Test
    void aTubeMadeForSeveralIsAPool() {
        assertThat(Method.ofCapacity(1)).isEqualTo(Method.SINGLE);
        assertThat(Method.ofCapacity(5)).isEqualTo(Method.POOLED);
    }
}
