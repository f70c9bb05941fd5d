package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The server goes at the very commit, and the pool closes the connection under the transaction, as HikariCP does. */
class LostCommitTests {

    private static final Country DEU = Country.of("DEU");

    private final List<String> calls = new ArrayList<>();
    private int lost;
    private boolean closed;

    private final CountryTransactions transactions = new CountryTransactions(
            new JdbcTransactionManager(new Connections()),
            new RetryPolicy(
                    3, Duration.ofMillis(1), Duration.ofMinutes(1), new Random(7), time -> {}, System::nanoTime));

    private final class Connections extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            closed = false;
            Connection pooled = GuardedConnection.proxy(Connection.class, (proxy, method, arguments) -> answer(method));
            return GuardedConnection.wrap(pooled, new StatementGate(false, List.of()));
        }

        @Override
        public Connection getConnection(String name, String password) {
            return getConnection();
        }

        private @Nullable Object answer(Method method) throws SQLException {
            calls.add(method.getName());
            return switch (method.getName()) {
                case "commit" -> {
                    if (lost-- > 0) {
                        closed = true;
                        throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                    }
                    yield null;
                }
                case "rollback" -> {
                    if (closed) {
                        throw new SQLException("Connection is closed");
                    }
                    yield null;
                }
                case "isClosed" -> closed;
                case "getAutoCommit", "isReadOnly" -> false;
                case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
                default -> null;
            };
        }
    }

    @Test
    void itIsTriedAgain() {
        lost = 2;
        assertThat(transactions.write(DEU, () -> "done")).isEqualTo("done");
        assertThat(calls).filteredOn("commit"::equals).hasSize(3);
        assertThat(calls).doesNotContain("rollback");
    }

    @Test
    void inTheEndItIsSaidThatTheNodeWasLost() {
        lost = 3;
        assertThatThrownBy(() -> transactions.write(DEU, () -> "done"))
                .satisfies(failure -> assertThat(Unreachable.is(failure)).isTrue());
    }

    @Test
    void whatFailsOtherwiseIsRolledBackAsEver() {
        assertThatThrownBy(() -> transactions.write(DEU, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(calls).contains("rollback").doesNotContain("commit");
    }
}
