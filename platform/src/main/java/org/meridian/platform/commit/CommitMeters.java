package org.meridian.platform.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What one group commit does; counted once a batch, and never by country or person. */
final class CommitMeters {

    private final DistributionSummary batches;
    private final Timer oldest;
    private final Counter refused;

    CommitMeters(MeterRegistry meters, String group) {
        this.batches = DistributionSummary.builder("meridian.commit.batch")
                .description("items written together")
                .tag("group", group)
                .register(meters);
        this.oldest = Timer.builder("meridian.commit.waited")
                .description("how long the oldest item of a batch waited for its writer")
                .tag("group", group)
                .register(meters);
        this.refused = Counter.builder("meridian.commit.refused")
                .description("items that came when too many waited")
                .tag("group", group)
                .register(meters);
    }

    void batch(int items, long oldestNanos) {
        batches.record(items);
        oldest.record(oldestNanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }
}
