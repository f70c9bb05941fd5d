package org.meridian.platform.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Keeps what is written in a transaction when that commits, and forgets it otherwise. */
final class PretendDatabase extends AbstractPlatformTransactionManager {

    /** One transaction that was committed. */
    record Committed(Country country, List<String> rows) {}

    private static final ThreadLocal<List<String>> WRITTEN = ThreadLocal.withInitial(ArrayList::new);

    private final List<Committed> commits = new CopyOnWriteArrayList<>();
    private volatile Consumer<List<String>> atCommit = rows -> {};

    /** Within a transaction. */
    void insert(String row) {
        WRITTEN.get().add(row);
    }

    /** What happens when a transaction with these rows commits; it may wait, or throw. */
    void atCommit(Consumer<List<String>> what) {
        atCommit = what;
    }

    List<Committed> commits() {
        return List.copyOf(commits);
    }

    List<String> rows() {
        return commits.stream().flatMap(commit -> commit.rows().stream()).toList();
    }

    @Override
    protected Object doGetTransaction() {
        return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        WRITTEN.get().clear();
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        List<String> rows = List.copyOf(WRITTEN.get());
        atCommit.accept(rows);
        commits.add(new Committed(CountryTransactions.current().orElseThrow(), rows));
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        WRITTEN.get().clear();
    }
}
