package org.meridian.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNamesTests {

    private static final HeaderNames NAMES = HeaderNames.of("host", "te", "Transfer-Encoding", "date");

    @ParameterizedTest
    @ValueSource(strings = {"host", "Host", "HOST", "TE", "transfer-encoding", "TRANSFER-ENCODING", "Date"})
    void aNameIsFoundHoweverItIsWritten(String name) {
        assertThat(NAMES.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t", "hos", "hosts", "Transfer-Encodin", "transfer-encoding2", "x-a-very-long-name-of-all"})
    void noOtherNameIs(String name) {
        assertThat(NAMES.contains(name)).isFalse();
    }

    @Test
    void ofNoneThereIsNone() {
        assertThat(HeaderNames.of().contains("host")).isFalse();
        assertThat(HeaderNames.of().contains("")).isFalse();
    }
}
