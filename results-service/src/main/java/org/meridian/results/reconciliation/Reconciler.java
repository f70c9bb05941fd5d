package org.meridian.results.reconciliation;

import java.time.Clock;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.results.reconciliation.Reports.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reconciles one country from end to end. */
@Component
class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final People people;
    private final ResultedTubes tubes;
    private final Reports reports;
    private final FoundMetrics metrics;
    private final ReconciliationProperties properties;
    private final Clock clock;

    Reconciler(
            People people,
            ResultedTubes tubes,
            Reports reports,
            FoundMetrics metrics,
            ReconciliationProperties properties,
            Clock clock) {
        this.people = people;
        this.tubes = tubes;
        this.reports = reports;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /** Somebody else does the work by now. */
    private static final class TakenOver extends RuntimeException {

        TakenOver() {
            super("another instance has taken the reconciliation over");
        }
    }

    /** @throws ProblemException when another service cannot be asked; what was found until then is repaired */
    void reconcile(Claim claim) {
        Country country = claim.id().country();
        Run run = new Run(country, properties.settle(), metrics, counts -> keep(claim, counts));
        try {
            for (Topic topic : Topic.values()) {
                people.reconcile(run, topic);
            }
            tubes.reconcile(run, clock.instant().minus(properties.tubesFor()));
            reports.finish(claim, run.counts(), null);
            tell(country, run.counts());
        } catch (TakenOver silent) {
            LOG.warn("reconciliation of {}: {}", country, silent.getMessage());
        } catch (ProblemException unreachable) {
            reports.finish(claim, run.counts(), unreachable.type().slug());
            throw unreachable;
        } catch (RuntimeException failure) {
            reports.finish(claim, run.counts(), "failed");
            throw failure;
        }
    }

    private void keep(Claim claim, Counts counts) {
        if (!reports.progress(claim, counts)) {
            throw new TakenOver();
        }
    }

    private static void tell(Country country, Counts counts) {
        boolean clean = counts.missing() + counts.different() + counts.ahead() + counts.tubes() == 0;
        LOG.atLevel(clean ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                .log("reconciliation of {}: {}", country, counts);
    }
}
