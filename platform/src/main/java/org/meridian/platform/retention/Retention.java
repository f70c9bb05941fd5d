package org.meridian.platform.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.retention.RetentionRule.Counted;

/**
 * Follows the rules in one country after the other: small batches with rests between them, so that the traffic finds a
 * processor. Whatever ends it between two of them, the next time goes on where it was.
 */
public final class Retention {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final List<RetentionRule> rules;
    private final Remover remover;
    private final Turns turns;
    private final RetentionProperties properties;
    private final IdGenerator ids;
    private final Clock clock;
    private final MeterRegistry meters;

    Retention(
            List<RetentionRule> rules,
            Remover remover,
            Turns turns,
            RetentionProperties properties,
            IdGenerator ids,
            Clock clock,
            MeterRegistry meters) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(RetentionRule::stage))
                .toList();
        this.remover = remover;
        this.turns = turns;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
        this.rules.forEach(rule -> removed(rule, 0));
    }

    /** What is kept for minutes or hours. Two instances may do it at once. */
    public void minutes(Partition partition) throws InterruptedException {
        for (RetentionRule rule : rules) {
            if (rule.clock() == Counted.TIME) {
                for (Country country : remover.countries(rule, partition)) {
                    follow(rule, country, () -> true);
                }
            }
        }
    }

    /** The countries whose day has begun and is not done. */
    List<Country> due(Partition partition) {
        Map<Country, LocalDate> done = turns.done(partition);
        return partition.countries().stream()
                .filter(country -> done.getOrDefault(country, LocalDate.MIN).isBefore(today(country)))
                .toList();
    }

    /**
     * All rules in a country, unless another instance is at it or has done it today.
     *
     * @param again also when it was done today
     * @return whether it was done
     */
    public boolean day(Country country, boolean again) throws InterruptedException {
        UUID worker = ids.nextUuid();
        if (!turns.take(country, today(country), worker, again)) {
            return false;
        }
        Pulse pulse = new Pulse(country, worker);
        Map<String, Long> removed = new LinkedHashMap<>();
        for (RetentionRule rule : rules) {
            long rows = follow(rule, country, pulse);
            if (rows > 0) {
                removed.put(rule.name(), rows);
            }
            if (!pulse.beats()) {
                return false;
            }
        }
        long sum = removed.values().stream().mapToLong(Long::longValue).sum();
        turns.finish(country, worker, sum, removed.toString());
        return true;
    }

    private long follow(RetentionRule rule, Country country, GoingOn goingOn) throws InterruptedException {
        long all = 0;
        while (true) {
            Instant begin = clock.instant();
            int rows = remover.batch(rule, country, properties.batch());
            if (rows == 0) {
                return all;
            }
            all += rows;
            removed(rule, rows);
            Thread.sleep(Duration.between(begin, clock.instant()).multipliedBy(properties.rest()));
            if (!goingOn.beats()) {
                return all;
            }
        }
    }

    private void removed(RetentionRule rule, int rows) {
        meters.counter("meridian.retention.removed", "rule", rule.name()).increment(rows);
    }

    private LocalDate today(Country country) {
        return LocalDate.ofInstant(clock.instant(), TimeZones.of(country));
    }

    /** Whether to go on. */
    private interface GoingOn {
        boolean beats();
    }

    /** Tells the other instances, now and then, that this one is at it. */
    private final class Pulse implements GoingOn {

        private final Country country;
        private final UUID worker;
        private Instant next;
        private boolean mine = true;

        Pulse(Country country, UUID worker) {
            this.country = country;
            this.worker = worker;
            this.next = clock.instant().plus(HEARTBEAT);
        }

        @Override
        public boolean beats() {
            if (mine && clock.instant().isAfter(next)) {
                mine = turns.goesOn(country, worker);
                next = clock.instant().plus(HEARTBEAT);
            }
            return mine;
        }
    }
}
