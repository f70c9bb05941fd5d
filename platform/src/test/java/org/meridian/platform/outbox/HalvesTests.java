package org.meridian.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HalvesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,2]                      | [1]               | [2]",
                "[1,2,3]                    | [1]               | [2,3]",
                "[1,2,3,4]                  | [1,2]             | [3,4]",
                "[{\"a\":[1,2]},{\"b\":3}]  | [{\"a\":[1,2]}]   | [{\"b\":3}]",
                "[\"a,]\\\"\",\"[b\"]       | [\"a,]\\\"\"]     | [\"[b\"]",
                "[1.10,2]                   | [1.10]            | [2]",
            })
    void anArrayIsCutBetweenItsOwnElements(String payload, String first, String second) {
        assertThat(Halves.of(payload)).contains(new Halves(first, second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "[[1,2]]", "{\"a\":1,\"b\":2}", "\"a,b\"", "null", ""})
    void otherPayloadsStayWhole(String payload) {
        assertThat(Halves.of(payload)).isEmpty();
    }

    @Test
    void halvingComesToAnEnd() {
        Halves halves =
                Halves.of("[1,2,3]").flatMap(all -> Halves.of(all.second())).orElseThrow();
        assertThat(Halves.of(halves.first())).isEmpty();
        assertThat(Halves.of(halves.second())).isEmpty();
    }
}
