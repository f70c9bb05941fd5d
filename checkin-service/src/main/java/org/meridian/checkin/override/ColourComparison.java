package org.meridian.checkin.override;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.override.SetColours.Decided;
import org.meridian.checkin.override.SetColours.SetColour;
import org.meridian.checkin.status.StandingOverrides;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.job.RegularJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares every colour that was set with the two officers' decisions, as the override says them and as the audit trail
 * does. A colour without both is taken away, and a decision that shows nowhere is put back: whoever writes into the
 * database sets a colour for minutes at the most, and leaves a trace.
 */
@Component
class ColourComparison extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(ColourComparison.class);
    private static final String ACTOR = "comparison";

    private final SetColours colours;
    private final StandingOverrides standing;
    private final Audit audit;
    private final CountryTransactions transactions;
    private final Topology topology;
    private final Region home;
    private final Clock clock;
    private final MeterRegistry meters;

    ColourComparison(
            SetColours colours,
            StandingOverrides standing,
            Audit audit,
            CountryTransactions transactions,
            Topology topology,
            Region home,
            OverrideProperties properties,
            Clock clock,
            MeterRegistry meters) {
        super("override-comparison", properties.compareEvery());
        this.colours = colours;
        this.standing = standing;
        this.audit = audit;
        this.transactions = transactions;
        this.topology = topology;
        this.home = home;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected Duration turn() {
        topology.partitionsIn(home).forEach(this::compare);
        return period();
    }

    private void compare(Partition partition) {
        for (SetColour set : colours.all(partition)) {
            if (!rests(set.resident().country(), set.override(), set.proposedBy(), set.decidedBy())) {
                remove(set);
            }
        }
        for (Decided decided : colours.missing(partition, clock.instant())) {
            if (rests(decided.id().country(), decided.id().id(), decided.proposedBy(), decided.decidedBy())) {
                putBack(decided);
            }
        }
    }

    /** On two people's decisions, which both the override and the audit trail tell. */
    private boolean rests(
            Country country, @Nullable UUID override, @Nullable StaffId proposedBy, @Nullable StaffId decidedBy) {
        if (override == null || proposedBy == null || decidedBy == null || proposedBy.equals(decidedBy)) {
            return false;
        }
        Set<String> acts = colours.audited(country, new OverrideId(override, country.code()));
        return acts.contains("override.proposed " + proposedBy) && acts.contains("override.approved " + decidedBy);
    }

    private void remove(SetColour set) {
        Country country = set.resident().country();
        String id = set.override() == null ? country.code() : new OverrideId(set.override(), country.code()).toString();
        transactions.run(country, () -> {
            if (standing.remove(set.resident(), set.override())) {
                audit.record(country, "override.unfounded", ACTOR, id, "no two officers have decided it");
                meters.counter("meridian.override.unfounded").increment();
                LOG.error("a colour that no two officers have decided was taken away: override {}", id);
            }
        });
    }

    private void putBack(Decided decided) {
        OverrideId id = decided.id();
        transactions.run(id.country(), () -> {
            if (standing.put(decided.resident(), id.id(), decided.standing())) {
                audit.record(id.country(), "override.restored", ACTOR, id.toString(), "it had been taken away");
                meters.counter("meridian.override.restored").increment();
                LOG.error("a colour that two officers have decided was put back: override {}", id);
            }
        });
    }
}
