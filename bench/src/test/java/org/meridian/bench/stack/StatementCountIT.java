package org.meridian.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meridian.bench.stack.StatementCount.Statement;
import org.meridian.db.test.TestCluster;

/** At a real node, in whose log other tests' statements may stand too. */
class StatementCountIT {

    private static final TestCluster CLUSTER = TestCluster.shared();

    @Test
    void whatASessionSaysMeanwhileIsCountedOnceAndWithoutItsValuesAndNothingThereafter() {
        Sql sql = new Sql(CLUSTER.owner("eu"));
        sql.number("SELECT 1 /* before */");
        StatementCount count = new StatementCount(sql, CLUSTER.cluster().log("eu"));
        try (count) {
            sql.list("SELECT 2 /* meanwhile */ WHERE 'secret' = ?", row -> row.getInt(1), "secret-value");
            assertThat(count.statements())
                    .extracting(Statement::text)
                    .filteredOn(text -> text.contains("meanwhile"))
                    .hasSize(1);
            assertThat(count.statements()).extracting(Statement::text).noneMatch(text -> text.contains("before"));
            assertThat(count.statements()).extracting(Statement::text).noneMatch(text -> text.contains("secret-value"));
        }
        assertThat(sql.list("SHOW log_statement", row -> row.getString(1))).containsExactly("none");
    }
}
