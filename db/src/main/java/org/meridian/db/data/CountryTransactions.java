package org.meridian.db.data;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.meridian.db.topology.Country;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Write transactions, each bound to one country: whatever they write lies in that country's partitions, else it is
 * refused ({@link CrossCountryException}) before the statement runs.
 *
 * <p>What the database asks to repeat is repeated as a whole, in a new transaction (see {@link RetryPolicy}). So the
 * work must be repeatable: ids made outside of it, entities made inside of it, no calls to others. A connection lost at
 * the very commit may mean that the rows are there already; inserts that must survive that say
 * {@code ON CONFLICT DO NOTHING}.
 */
public final class CountryTransactions {

    private static final ScopedValue<Country> CURRENT = ScopedValue.newInstance();

    private final TransactionTemplate template;
    private final RetryPolicy retry;
    private final List<StatementListener> listeners;

    public CountryTransactions(PlatformTransactionManager transactions, RetryPolicy retry) {
        this(transactions, retry, List.of());
    }

    /** @param listeners are told before each attempt that a connection is wanted, and may refuse it */
    CountryTransactions(PlatformTransactionManager transactions, RetryPolicy retry, List<StatementListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.template = new TransactionTemplate(transactions);
        this.retry = retry;
    }

    /** The country that this thread's write transaction is bound to. */
    public static Optional<Country> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /**
     * Runs the work in one transaction of this country, or joins the one that runs.
     *
     * @throws CrossCountryException when a transaction of another country runs, or one that is bound to none
     */
    public <T> T write(Country country, Supplier<T> work) {
        if (CURRENT.isBound()) {
            if (!CURRENT.get().equals(country)) {
                throw new CrossCountryException(
                        "a transaction of " + CURRENT.get() + " cannot go on in " + country + ": split the work first");
            }
            return work.get();
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new CrossCountryException(
                    "a transaction that is bound to no country runs already; begin it with CountryTransactions");
        }
        return retry.call(() -> inTransaction(country, work));
    }

    /**
     * Runs one statement that only reads, in no transaction unless one runs: what a transaction is begun and ended for, it does
     * not need. Repeated like a transaction.
     */
    public <T> T read(Supplier<T> query) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return query.get();
        }
        return retry.call(() -> {
            listeners.forEach(StatementListener::beforeConnection);
            return query.get();
        });
    }

    /** Like {@link #write} for work without a value. */
    public void run(Country country, Runnable work) {
        Boolean done = write(country, () -> {
            work.run();
            return Boolean.TRUE;
        });
        assert done;
    }

    private <T> T inTransaction(Country country, Supplier<T> work) {
        listeners.forEach(StatementListener::beforeConnection);
        return ScopedValue.where(CURRENT, country).call(() -> execute(work));
    }

    @SuppressWarnings("NullAway") // the template's result is null only where the work's is
    private <T> T execute(Supplier<T> work) {
        AtomicReference<RuntimeException> failed = new AtomicReference<>();
        try {
            return template.execute(status -> {
                try {
                    return work.get();
                } catch (RuntimeException failure) {
                    failed.set(failure);
                    throw failure;
                }
            });
        } catch (RuntimeException failure) {
            // A lost connection can't be rolled back either; that it was lost is what decides whether to try again.
            RuntimeException first = failed.get();
            throw first == null ? failure : first;
        }
    }
}
