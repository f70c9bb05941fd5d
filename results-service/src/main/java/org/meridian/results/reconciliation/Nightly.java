package org.meridian.results.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.job.RegularJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reconciles every country of the home region each night, once, however many instances there are. */
@Component
class Nightly extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(Nightly.class);

    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Who was not there at the time may still begin so late; after that the next night will do. */
    private static final Duration LATEST = Duration.ofHours(2);

    private final Reconciler reconciler;
    private final Reports reports;
    private final ReconciliationProperties properties;
    private final Topology topology;
    private final Region home;
    private final Clock clock;

    Nightly(
            Reconciler reconciler,
            Reports reports,
            ReconciliationProperties properties,
            Topology topology,
            Region home,
            Clock clock) {
        super("reconciliation", LOOK);
        this.reconciler = reconciler;
        this.reports = reports;
        this.properties = properties;
        this.topology = topology;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.nightly();
    }

    @Override
    protected Duration turn() {
        night(clock.instant()).ifPresent(this::reconcile);
        return period();
    }

    /** The night whose work may begin at this moment, named by the day on which it does. */
    Optional<LocalDate> night(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, properties.zone());
        LocalDate night = begin(today).isAfter(now) ? today.minusDays(1) : today;
        return now.isBefore(begin(night).plus(LATEST)) ? Optional.of(night) : Optional.empty();
    }

    private Instant begin(LocalDate night) {
        return night.atTime(properties.at()).atZone(properties.zone()).toInstant();
    }

    /** One country after the other; what ended early is begun anew minutes later, as long as the night lasts. */
    void reconcile(LocalDate night) {
        for (Partition partition : topology.partitionsIn(home)) {
            partition.countries().forEach(country -> reconcile(country, night));
        }
    }

    private void reconcile(Country country, LocalDate night) {
        try {
            reports.nightly(country, night).ifPresent(reconciler::reconcile);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "reconciliation of {} ended early: {}",
                    country,
                    failure.getClass().getSimpleName());
        }
    }
}
