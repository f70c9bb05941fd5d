package org.meridian.platform.commit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.Waiting.Luggage;
import org.meridian.platform.load.Deadline;

/**
 * One kind of write that many callers do at the same time. {@link GroupCommits#of} makes it, once for each kind.
 *
 * @param <I> what is to be written
 * @param <O> what became of it
 */
public final class GroupCommit<I, O> {

    private final String name;
    private final BatchWriter<I, O> writer;
    private final GroupCommits commits;
    private final CommitMeters meters;
    private final Way way;
    private final Map<Country, Line<I, O>> lines = new ConcurrentHashMap<>();

    GroupCommit(String name, BatchWriter<I, O> writer, Way way, GroupCommits commits) {
        this.name = name;
        this.writer = writer;
        this.way = way;
        this.commits = commits;
        this.meters = commits.meters(name);
    }

    /**
     * Waits until the item is committed. Not within a transaction, whose connection would wait as well.
     *
     * @return what the writer says of this item
     * @throws org.meridian.platform.problem.ProblemException 503 at once when too many wait; also when the item could not be
     *     written in time: then it may be there nevertheless, as after any 503
     * @throws RuntimeException what the writer throws for this item alone, or for a node that cannot be reached
     */
    public O submit(Country country, I item) {
        return submit(country, item, null);
    }

    /**
     * The same with a row beside it, made of the outcome; {@code row} is called within the transaction, perhaps more than
     * once, the last time for what is committed.
     */
    public <R> O submit(Country country, I item, Rider<R> rider, Function<O, R> row) {
        return submit(country, item, new Luggage<>(rider, row));
    }

    private O submit(Country country, I item, @Nullable Luggage<O, ?> luggage) {
        if (CountryTransactions.current().isPresent()) {
            throw new IllegalStateException(this + " commits by itself; it is not part of another transaction");
        }
        Deadline.check();
        Waiting<I, O> waiting = new Waiting<>(item, luggage, patience());
        commits.lane(country).enter(lines.computeIfAbsent(country, at -> new Line<>(this, at)), waiting, meters);
        return waiting.await();
    }

    /** As long as somebody waits, in nanoseconds. */
    private long patience() {
        return Deadline.remaining()
                .map(left -> Math.min(left.toNanos(), commits.patience()))
                .orElseGet(commits::patience);
    }

    Way way() {
        return way;
    }

    BatchWriter<I, O> writer() {
        return writer;
    }

    CountryTransactions transactions() {
        return commits.transactions();
    }

    CommitMeters meters() {
        return meters;
    }

    @Override
    public String toString() {
        return "group commit " + name;
    }
}
