package org.meridian.checkin.override;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meridian.checkin.status.StandingOverrides;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.job.RegularJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes that time has ended an override, and tells its subject; that lapsed proposals are over; of this region's countries.
 * Several instances may do it at once. A health code does not wait for it: what is over counts no more by itself.
 */
@Component
class OverrideWatch extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(OverrideWatch.class);
    private static final int MOST = 500;
    private static final String ACTOR = "clock";

    private final Overrides overrides;
    private final StandingOverrides standing;
    private final Notices notices;
    private final Audit audit;
    private final CountryTransactions transactions;
    private final Topology topology;
    private final Region home;
    private final Clock clock;

    OverrideWatch(
            Overrides overrides,
            StandingOverrides standing,
            Notices notices,
            Audit audit,
            CountryTransactions transactions,
            Topology topology,
            Region home,
            OverrideProperties properties,
            Clock clock) {
        super("overrides", properties.poll());
        this.overrides = overrides;
        this.standing = standing;
        this.notices = notices;
        this.audit = audit;
        this.transactions = transactions;
        this.topology = topology;
        this.home = home;
        this.clock = clock;
    }

    @Override
    protected Duration turn() {
        look();
        return period();
    }

    /** One look at each partition of this region, and one transaction for each that is over. */
    void look() {
        for (Partition partition : topology.partitionsIn(home)) {
            try {
                Instant now = clock.instant();
                overrides.over(partition, now, MOST).forEach(override -> ends(override, now));
            } catch (RuntimeException e) {
                LOG.warn(
                        "overrides of {} are looked at later: {}",
                        partition.suffix(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private void ends(OverrideView override, Instant now) {
        OverrideId id = override.overrideId();
        transactions.run(id.country(), () -> {
            switch (override.state()) {
                case PENDING -> {
                    if (overrides.timeEnds(id, State.PENDING, State.LAPSED, now)) {
                        audit.record(id.country(), "override.lapsed", ACTOR, id.toString(), "");
                    }
                }
                case APPROVED -> {
                    if (overrides.timeEnds(id, State.APPROVED, State.EXPIRED, now)) {
                        standing.remove(override.residentId(), id.id());
                        notices.ended(override, State.EXPIRED);
                        audit.record(id.country(), "override.expired", ACTOR, id.toString(), "");
                    }
                }
                case REJECTED, LAPSED, ENDED, EXPIRED -> throw new IllegalStateException("it is over already");
            }
        });
    }
}
