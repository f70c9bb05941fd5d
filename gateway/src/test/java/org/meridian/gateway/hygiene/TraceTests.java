package org.meridian.gateway.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTests {

    @Test
    void aTraceThatIsUnderWayGoesOn() {
        String given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Trace trace = Trace.continued(given);
        assertThat(trace.traceparent()).isEqualTo(given);
        assertThat(trace.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.started()).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void otherwiseOneBegins(String given) {
        Trace trace = Trace.continued(given);
        assertThat(trace.started()).isTrue();
        assertThat(Trace.continued(trace.traceparent()).started()).isFalse();
        assertThat(trace.id()).isNotEqualTo(Trace.continued(given).id());
    }

    @Test
    void requestIdsAreInOrderOfTime() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String earlier = new RequestIds(Clock.fixed(start, ZoneOffset.UTC)).next();
        String later = new RequestIds(Clock.fixed(start.plus(Duration.ofMillis(5)), ZoneOffset.UTC)).next();
        assertThat(earlier).hasSize(13).isLessThan(later);
    }
}
