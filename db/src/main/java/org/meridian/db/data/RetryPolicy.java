package org.meridian.db.data;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.meridian.db.retry.RetryBudget;

/**
 * Which failures of a transaction are tried again, and how often: serialization failures, deadlocks, lock timeouts and
 * lost connections; at most {@code attempts} times, after a pause of random length up to a bound that doubles, and never
 * once {@code budget} has passed since the first attempt. The budget keeps a dead region's callers from waiting. What says
 * that the database itself is in trouble, and not that two transactions met, is tried again within the process's
 * {@link RetryBudget} only.
 */
public final class RetryPolicy {

    /** What PostgreSQL and YugabyteDB answer when the same transaction may succeed if repeated. */
    static final Set<String> REPEATABLE = Set.of("40001", "40P01", "55P03", "08001", "08006", "57P01");

    /** Two transactions met: the other one is done by now. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private final RetryBudget purse = new RetryBudget();
    private final int attempts;
    private final Duration firstPause;
    private final Duration budget;
    private final RandomGenerator random;
    private final Pause pause;
    private final LongSupplier nanoTime;

    /** How a thread waits; tests put a clock of their own in. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    RetryPolicy(
            int attempts,
            Duration firstPause,
            Duration budget,
            RandomGenerator random,
            Pause pause,
            LongSupplier nanoTime) {
        this.attempts = attempts;
        this.firstPause = firstPause;
        this.budget = budget;
        this.random = random;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** Five attempts within 1.2 s, the first pause up to 15 ms. */
    public static RetryPolicy standard() {
        return new RetryPolicy(
                5,
                Duration.ofMillis(15),
                Duration.ofMillis(1200),
                RandomGenerator.of("L64X128MixRandom"),
                Thread::sleep,
                System::nanoTime);
    }

    <T> T call(Supplier<T> transaction) {
        long start = nanoTime.getAsLong();
        purse.begun();
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException failure) {
                boolean late = nanoTime.getAsLong() - start >= budget.toNanos();
                if (attempt >= attempts || late || !isRepeatable(failure) || !isPaid(failure)) {
                    throw failure;
                }
                await(attempt, failure);
            }
        }
    }

    private boolean isPaid(RuntimeException failure) {
        return sqlState(failure).filter(CONFLICTS::contains).isPresent() || purse.pay();
    }

    private void await(int attempt, RuntimeException failure) {
        long bound = firstPause.toNanos() << (attempt - 1);
        long time;
        synchronized (random) {
            time = random.nextLong(bound + 1);
        }
        try {
            pause.sleep(Duration.ofNanos(time));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    static boolean isRepeatable(Throwable failure) {
        return sqlState(failure).filter(REPEATABLE::contains).isPresent();
    }

    /** The SQLSTATE that a failure comes from, if it comes from the database. */
    static Optional<String> sqlState(Throwable failure) {
        String state = null;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return Optional.ofNullable(state);
    }
}
