package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.Unreachable.Kind;

class UnreachableTests {

    @ParameterizedTest
    @CsvSource({
        "08001, NO_CONNECTION",
        "08006, NO_CONNECTION",
        "57P01, NO_CONNECTION",
        "57P03, NO_CONNECTION",
        "57014, NO_ANSWER",
        "42P10, AWAY_FROM_HOME",
        "0A000, AWAY_FROM_HOME"
    })
    void aNodeIsToBlame(String state, Kind kind) {
        assertThat(Unreachable.in(failure("x", state))).contains(new Unreachable(kind, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "40001", "42601", "53300", "22P02"})
    void theStatementOrItsTimeIsToBlame(String state) {
        assertThat(Unreachable.is(failure("x", state))).isFalse();
    }

    @Test
    void aFailureWithoutTheDatabaseIsNone() {
        assertThat(Unreachable.is(new IllegalStateException("08001"))).isFalse();
    }

    @Test
    void aPoolWithoutAConnectionIsOne() {
        assertThat(Unreachable.is(new IllegalStateException(new SQLTransientConnectionException("timed out after 2s"))))
                .isTrue();
    }

    @Test
    void theForeignServersRegionIsNamed() {
        Unreachable found = Unreachable.in(failure("could not connect to server \"ap\"", "08001"))
                .orElseThrow();
        assertThat(found.regionOr("eu")).isEqualTo("ap");
        assertThat(new Unreachable(Kind.NO_CONNECTION, null).regionOr("eu")).isEqualTo("eu");
    }

    private static RuntimeException failure(String message, String state) {
        return new IllegalStateException("wrapped", new RuntimeException(new SQLException(message, state)));
    }
}
