package org.meridian.results.reconciliation;

import java.time.Duration;
import java.util.function.Consumer;
import org.meridian.db.topology.Country;
import org.meridian.results.reconciliation.Difference.Kind;

/** One reconciliation at work: what it has found so far. */
final class Run {

    private final Country country;
    private final Duration settle;
    private final FoundMetrics metrics;
    private final Consumer<Counts> progress;
    private Counts counts = Counts.NONE;

    /** @param progress told after each page; it throws when somebody else does the work by now */
    Run(Country country, Duration settle, FoundMetrics metrics, Consumer<Counts> progress) {
        this.country = country;
        this.settle = settle;
        this.metrics = metrics;
        this.progress = progress;
    }

    Country country() {
        return country;
    }

    Counts counts() {
        return counts;
    }

    /** Gives events time to arrive. */
    void settle() {
        try {
            Thread.sleep(settle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        }
    }

    void compared(int more) {
        counts = counts.plusCompared(more);
        progress.accept(counts);
    }

    void found(Topic topic, Difference difference) {
        Kind kind = difference.kind();
        counts = counts.plus(kind);
        metrics.found(topic.name(), kind.name(), 1);
    }

    void foundTubes(long more) {
        counts = counts.plusTubes(more);
        metrics.found("TUBES", Kind.MISSING.name(), more);
    }

    void repaired(int more) {
        counts = counts.plusRepaired(more);
        progress.accept(counts);
    }
}
