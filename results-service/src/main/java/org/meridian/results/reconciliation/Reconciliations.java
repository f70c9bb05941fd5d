package org.meridian.results.reconciliation;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.results.reconciliation.Reports.Claim;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Reconciliations that somebody asks for, and what became of any. */
@Component
public class Reconciliations implements DisposableBean {

    private final Reconciler reconciler;
    private final Reports reports;
    private final ReconciliationProperties properties;
    private final Topology topology;
    private final Region home;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Reconciliations(
            Reconciler reconciler,
            Reports reports,
            ReconciliationProperties properties,
            Topology topology,
            Region home) {
        this.reconciler = reconciler;
        this.reports = reports;
        this.properties = properties;
        this.topology = topology;
        this.home = home;
    }

    /**
     * Reconciles a country and waits for the end, but not for long: a large one goes on meanwhile.
     *
     * @throws ProblemException 503 when it cannot be done at present
     */
    public Report reconcile(Country country) {
        Region region = topology.regionOf(country);
        if (!region.equals(home)) {
            throw ProblemException.regionUnavailable(region.name()); // only its own region writes
        }
        Claim claim = reports.onDemand(country);
        Future<?> work = workers.submit(() -> reconciler.reconcile(claim));
        try {
            work.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            // its report says how far it is
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        }
        return find(claim.id()).orElseThrow(() -> new IllegalStateException("its report is gone"));
    }

    public Optional<Report> find(ReconciliationId id) {
        return reports.find(id);
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
