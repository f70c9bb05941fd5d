package org.meridian.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.outbox.Backlog.Count;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What waits and what was set aside, as metrics. The rows are counted when somebody reads the metrics, and not again for a
 * few seconds. While they cannot be counted the gauges have no value, which is no zero.
 */
final class OutboxGauges implements MeterBinder {

    private static final Duration KEPT = Duration.ofSeconds(5);

    /** Nothing could be counted where there are no counts. */
    private record Reading(Instant at, @Nullable List<Count> counts) {}

    private final Backlog backlog;
    private final Clock clock;
    private Reading last = new Reading(Instant.EPOCH, null);
    private @Nullable MultiGauge setAside;

    OutboxGauges(Backlog backlog, Clock clock) {
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    public synchronized void bindTo(MeterRegistry meters) {
        Gauge.builder("meridian.outbox.waiting", this, gauges -> gauges.read(OutboxGauges::waiting))
                .description("events that are not delivered yet")
                .register(meters);
        Gauge.builder("meridian.outbox.oldest", this, gauges -> gauges.read(gauges::oldest))
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("meridian.outbox.aside", this, gauges -> gauges.read(OutboxGauges::aside))
                .description("events that were set aside: somebody must look")
                .register(meters);
        setAside = MultiGauge.builder("meridian.outbox.aside.of")
                .description("the same by consumer and type")
                .register(meters);
    }

    private synchronized double read(ToDoubleFunction<List<Count>> value) {
        if (clock.instant().isAfter(last.at().plus(KEPT))) {
            last = new Reading(clock.instant(), counts());
        }
        List<Count> counts = last.counts();
        return counts == null ? Double.NaN : value.applyAsDouble(counts);
    }

    private @Nullable List<Count> counts() {
        try {
            List<Count> counts = backlog.counts();
            if (setAside != null) {
                setAside.register(rows(counts), true);
            }
            return counts;
        } catch (DataAccessException | TransactionException e) {
            return null;
        }
    }

    private static List<MultiGauge.Row<?>> rows(List<Count> counts) {
        return counts.stream()
                .filter(Count::setAside)
                .<MultiGauge.Row<?>>map(count ->
                        MultiGauge.Row.of(Tags.of("consumer", count.consumer(), "type", count.type()), count.events()))
                .toList();
    }

    private static double waiting(List<Count> counts) {
        return counts.stream()
                .filter(count -> !count.setAside())
                .mapToLong(Count::events)
                .sum();
    }

    private static double aside(List<Count> counts) {
        return counts.stream().filter(Count::setAside).mapToLong(Count::events).sum();
    }

    private double oldest(List<Count> counts) {
        return counts.stream()
                .filter(count -> !count.setAside())
                .mapToDouble(count ->
                        Duration.between(count.oldest(), clock.instant()).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }
}
