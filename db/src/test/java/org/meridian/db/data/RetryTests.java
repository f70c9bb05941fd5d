package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

class RetryTests {

    private static final Country DEU = Country.of("DEU");

    private final List<String> events = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private final CountryTransactions transactions = new CountryTransactions(
            new Recorded(),
            new RetryPolicy(4, Duration.ofMillis(16), Duration.ofSeconds(1), new Random(7), this::sleep, () -> now));

    private void sleep(Duration time) {
        pauses.add(time);
        events.add("pause");
        now += time.toNanos();
    }

    /** A transaction manager that writes down what it is asked for. */
    private final class Recorded implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@org.jspecify.annotations.Nullable TransactionDefinition definition) {
            events.add("begin");
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            events.add("commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            events.add("rollback");
        }
    }

    private static RuntimeException failure(String state) {
        return new IllegalStateException("wrapped", new SQLException("x", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "08001", "08006", "57P01"})
    void whatMaySucceedLaterIsRepeatedInANewTransaction(String state) {
        AtomicInteger runs = new AtomicInteger();
        String answer = transactions.write(DEU, () -> {
            if (runs.incrementAndGet() < 3) {
                throw failure(state);
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(events)
                .containsExactly("begin", "rollback", "pause", "begin", "rollback", "pause", "begin", "commit");
    }

    @Test
    void theAttemptsAreBoundedAndThePausesRandomUpToADoublingBound() {
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    throw failure("40001");
                }))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(events.stream().filter("begin"::equals)).hasSize(4);
        assertThat(pauses).hasSize(3).doesNotHaveDuplicates();
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isLessThanOrEqualTo(Duration.ofMillis(16L << i));
        }
    }

    @Test
    void nothingIsRepeatedOnceTheBudgetIsSpent() {
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    now += Duration.ofSeconds(1).toNanos();
                    throw failure("08001");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(events).containsExactly("begin", "rollback");
    }

    @Test
    void otherFailuresAreNotRepeated() {
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    throw failure("23505");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(events).containsExactly("begin", "rollback");
    }

    @Test
    void aCallWithinJoinsTheSameCountryAndRefusesAnother() {
        transactions.run(DEU, () -> {
            transactions.run(
                    DEU, () -> assertThat(CountryTransactions.current()).contains(DEU));
            assertThatThrownBy(() -> transactions.run(Country.of("USA"), () -> {}))
                    .isInstanceOf(CrossCountryException.class);
        });
        assertThat(events).containsExactly("begin", "commit");
        assertThat(CountryTransactions.current()).isEmpty();
    }

    /** Promise "no retry collapse": a minute of failures at 100 calls a second. */
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "55P03"})
    void aMinuteOfFailuresDoesNotMultiplyWhatReachesTheDatabase(String state) {
        AtomicInteger attempts = new AtomicInteger();
        int calls = 6_000;
        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> transactions.write(DEU, () -> {
                        attempts.incrementAndGet();
                        throw failure(state);
                    }))
                    .hasMessage("wrapped");
        }
        assertThat(attempts.get()).isBetween(calls, calls + calls / 10);
        // as soon as it is well again everything is done at once, and a single failure is repeated as before
        attempts.set(0);
        for (int i = 0; i < 100; i++) {
            transactions.run(DEU, attempts::incrementAndGet);
        }
        assertThat(attempts).hasValue(100);
        whatMaySucceedLaterIsRepeatedOnce(state);
    }

    private void whatMaySucceedLaterIsRepeatedOnce(String state) {
        AtomicInteger runs = new AtomicInteger();
        transactions.run(DEU, () -> {
            if (runs.incrementAndGet() == 1) {
                throw failure(state);
            }
        });
        assertThat(runs).hasValue(2);
    }
}
