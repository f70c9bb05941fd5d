package org.meridian.platform.commit;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.RetryPolicy;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** A queue on a database that only pretends, and a writer that can be held up. */
abstract class GroupCommitFixture {

    static final Country DEU = Country.of("DEU");

    static final Country FRA = Country.of("FRA");

    static final Country USA = Country.of("USA");

    final PretendDatabase database = new PretendDatabase();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    final CountDownLatch gate = new CountDownLatch(1);

    final AtomicInteger begun = new AtomicInteger();

    GroupCommits commits(int writers, int batch, int waiting, Duration patience) {
        return commits(
                new CommitProperties(
                        writers, batch, waiting, patience, Duration.ofMillis(25), Duration.ofMillis(50), 32),
                () -> false);
    }

    /** On a busy machine. */
    GroupCommits busyCommits(Duration tick, Duration singles, int enough) {
        return commits(new CommitProperties(1, 256, 1000, Duration.ofSeconds(20), tick, singles, enough), () -> true);
    }

    private GroupCommits commits(CommitProperties properties, BooleanSupplier busy) {
        Topology topology = Topology.load();
        GroupCommits commits = new GroupCommits(
                new CountryTransactions(database, RetryPolicy.standard()),
                topology,
                topology.regionOf(DEU),
                properties,
                busy,
                meters);
        commits.start();
        return commits;
    }

    GroupCommits commits() {
        return commits(1, 256, 1000, Duration.ofSeconds(20));
    }

    /** Writes each item as a row; an item "bad…" violates something. */
    List<String> write(Country country, List<String> items) {
        for (String item : items) {
            if (item.startsWith("bad")) {
                throw new DataIntegrityViolationException(item);
            }
            database.insert(item);
        }
        return items.stream().map(item -> item + "@" + country).toList();
    }

    /** The same, but the first batch of all waits for the gate. */
    List<String> writeBehindGate(Country country, List<String> items) {
        if (begun.incrementAndGet() == 1) {
            waitFor(gate);
        }
        return write(country, items);
    }

    static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void untilOneIsBegun() {
        await().untilAtomic(begun, org.hamcrest.Matchers.greaterThanOrEqualTo(1));
    }

    static void untilWaiting(GroupCommits commits, Country country, int items) {
        await().until(() -> commits.lane(country).waiting() == items);
    }

    static RuntimeException nodeIsAway() {
        return new DataAccessResourceFailureException("away", new SQLException("refused", "08001"));
    }
}
