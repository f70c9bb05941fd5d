package org.meridian.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.bench.stack.StatementCount.Statement;

class StatementCountTests {

    private static final String LOG = """
            2026-03-01 10:00:00.000 UTC [42] checkin LOG:  execute <unnamed>: BEGIN
            2026-03-01 10:00:00.001 UTC [42] checkin LOG:  execute S_1: INSERT INTO check_in (id)
            \tSELECT v.id
            \t  FROM unnest($1) AS v(id)
            2026-03-01 10:00:00.001 UTC [7] LOG:  received SIGHUP, reloading configuration files
            2026-03-01 10:00:00.002 UTC [42] checkin LOG:  execute S_2: COMMIT
            2026-03-01 10:00:00.003 UTC [43] sampling LOG:  statement: WITH place AS (UPDATE tube SET filled = 1) SELECT 1
            2026-03-01 10:00:00.004 UTC [43] sampling_reader LOG:  execute <unnamed>/C_3: SELECT updated_at FROM tube
            """;

    @Test
    void whatASessionSendsFromBeginToCommitIsOneTransactionWhateverOthersSendBetween() {
        List<Statement> statements = StatementCount.read("""
                2026-03-01 10:00:00.000 UTC [42] sharing LOG:  execute <unnamed>: BEGIN
                2026-03-01 10:00:00.001 UTC [42] sharing LOG:  execute S_1: INSERT INTO audit_checkpoint (seq)
                \tVALUES (1)
                2026-03-01 10:00:00.001 UTC [43] sharing LOG:  execute <unnamed>: BEGIN
                2026-03-01 10:00:00.002 UTC [43] sharing LOG:  execute S_2: INSERT INTO share_read (id) VALUES (1)
                2026-03-01 10:00:00.003 UTC [42] sharing LOG:  execute S_3: INSERT INTO outbox (id) VALUES (2)
                2026-03-01 10:00:00.004 UTC [42] sharing LOG:  execute S_4: COMMIT
                2026-03-01 10:00:00.005 UTC [42] sharing LOG:  execute S_5: INSERT INTO outbox (id) VALUES (3)
                """);
        assertThat(statements)
                .extracting(Statement::transaction)
                .containsExactly("42/1", "42/1", "43/1", "43/1", "42/1", "42/1", "42/2");
    }

    @Test
    void statementsAreReadWholeAndByTheirRole() {
        List<Statement> statements = StatementCount.read(LOG);
        assertThat(statements)
                .extracting(Statement::role)
                .containsExactly("checkin", "checkin", "checkin", "sampling", "sampling_reader");
        assertThat(statements.get(1).text())
                .isEqualTo("INSERT INTO check_in (id) SELECT v.id FROM unnest($1) AS v(id)");
        assertThat(statements).extracting(Statement::isFrame).containsExactly(true, false, true, false, false);
        assertThat(statements).extracting(Statement::writes).containsExactly(false, true, false, true, false);
    }
}
