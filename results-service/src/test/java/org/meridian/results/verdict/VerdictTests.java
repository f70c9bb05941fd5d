package org.meridian.results.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTests {

    @ParameterizedTest
    @CsvSource({
        "POOLED, NEGATIVE,     NEGATIVE,     FINAL,       CORRECTED,   NONE",
        "POOLED, POSITIVE,     POSITIVE,     PROVISIONAL, PROVISIONAL, RETEST",
        "POOLED, INCONCLUSIVE, INCONCLUSIVE, PROVISIONAL, PROVISIONAL, RETEST",
        "SINGLE, NEGATIVE,     NEGATIVE,     FINAL,       CORRECTED,   NONE",
        "SINGLE, POSITIVE,     POSITIVE,     FINAL,       CORRECTED,   NONE",
        "SINGLE, INCONCLUSIVE, INCONCLUSIVE, PROVISIONAL, PROVISIONAL, RETEST"
    })
    void everyMethodAndOutcomeHasItsVerdictAndSaysWhatIsToBeDone(
            Method method, Outcome outcome, Outcome personal, Status first, Status corrected, Need need) {
        assertThat(Verdict.of(method, outcome)).isInstanceOfSatisfying(Verdict.Personal.class, verdict -> {
            assertThat(verdict.outcome()).isEqualTo(personal);
            assertThat(verdict.status()).isEqualTo(first);
            assertThat(verdict.status().inRevision(0)).isEqualTo(first);
            assertThat(verdict.status().inRevision(1)).isEqualTo(corrected);
            assertThat(verdict.need()).isEqualTo(need);
            assertThat(verdict.reason()).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void anInvalidSpecimenGivesNobodyAResultAndNeedsANewSample(Method method) {
        Verdict verdict = Verdict.of(method, Outcome.INVALID);
        assertThat(verdict).isInstanceOf(Verdict.Unusable.class);
        assertThat(verdict.need()).isEqualTo(Need.RESAMPLE);
        assertThat(verdict.reason()).isNotBlank();
    }

    @Test
    void aTubeMadeForSeveralIsAPool() {
        assertThat(Method.ofCapacity(1)).isEqualTo(Method.SINGLE);
        assertThat(Method.ofCapacity(5)).isEqualTo(Method.POOLED);
    }
}
