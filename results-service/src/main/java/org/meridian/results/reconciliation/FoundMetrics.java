package org.meridian.results.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts differences, so that an alert can be set on them: there should be none. */
@Component
class FoundMetrics {

    private final MeterRegistry meters;

    FoundMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param topic {@code RESULTS}, {@code VACCINATIONS} or {@code TUBES} */
    void found(String topic, String kind, long more) {
        meters.counter("meridian.reconciliation.differences", "topic", topic, "kind", kind)
                .increment((double) more);
    }
}
