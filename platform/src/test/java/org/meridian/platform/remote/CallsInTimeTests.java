package org.meridian.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsInTimeTests {

    private final Request.Options usual =
            new Request.Options(500, TimeUnit.MILLISECONDS, 3000, TimeUnit.MILLISECONDS, true);

    @ParameterizedTest
    @CsvSource({"5000, 500, 3000", "1000, 500, 1000", "200, 200, 200", "0, 1, 1"})
    void aCallWaitsNoLongerThanItsOwnCallerDoes(long left, int connect, int read) {
        Request.Options cut = CallsInTime.cut(usual, Optional.of(Duration.ofMillis(left)));
        assertThat(cut.connectTimeoutMillis()).isEqualTo(connect);
        assertThat(cut.readTimeoutMillis()).isEqualTo(read);
        assertThat(cut.isFollowRedirects()).isTrue();
    }

    @Test
    void withoutADeadlineItIsAsItsSettingsSay() {
        assertThat(CallsInTime.cut(usual, Optional.empty())).isSameAs(usual);
    }
}
