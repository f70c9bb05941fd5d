package org.meridian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckTests {

    @Test
    void aTargetIsMetAtItsEdgeAndNotBeyond() {
        assertThat(Check.atLeast("rate", 10_000, "/s", 10_000).pass()).isTrue();
        assertThat(Check.atLeast("rate", 9_999.9, "/s", 10_000).pass()).isFalse();
        assertThat(Check.atMost("p99", 5.0, "s", 5).pass()).isTrue();
        assertThat(Check.atMost("p99", 5.01, "s", 5).pass()).isFalse();
        assertThat(Check.equal("rows", 41, "", 42).pass()).isFalse();
    }

    @Test
    void whatCouldNotBeMeasuredFails() {
        assertThat(Check.atMost("p99", Double.NaN, "s", 5).pass()).isFalse();
        assertThat(Check.atLeast("rate", Double.NaN, "/s", 1).pass()).isFalse();
    }

    @Test
    void numbersAreWrittenForPeople() {
        assertThat(Check.atLeast("rate", 1, "/s", 10_000).target()).isEqualTo("≥ 10,000");
        assertThat(Numbers.text(0.12345)).isEqualTo("0.123");
        assertThat(Numbers.text(12.3456)).isEqualTo("12.35");
        assertThat(Numbers.text(1234.56)).isEqualTo("1,235");
    }
}
