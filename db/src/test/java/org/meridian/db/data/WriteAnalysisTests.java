package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteAnalysisTests {

    private static List<@Nullable String> countries(String sql, @Nullable Object... parameters) {
        return WriteAnalysis.of(sql).countries().stream()
                .<@Nullable String>map(source -> source.value(Arrays.asList(parameters)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO t (id, country_code) VALUES (?, ?)
            insert into s.t (id,country_code,x) values (?,?,1) on conflict do nothing
            INSERT INTO t (id, country_code) VALUES (?, ?::text) ON CONFLICT (id, country_code) DO UPDATE SET x = 1
            INSERT INTO t (id, country_code) VALUES (?, CAST(? AS text))
            INSERT INTO t (id, country_code, n) SELECT ?, ?, n FROM unnest(?) AS v(n)
            INSERT INTO t (id, country_code) SELECT u.id, u.country_code FROM u WHERE u.id = ? AND u.country_code = ?
            UPDATE t SET x = ? WHERE country_code = ? AND id = ?
            update t as a set x=? where a.country_code=?
            DELETE FROM t WHERE id = ? AND ? = country_code
            UPDATE t SET x = concat('country_code = 1', ?) WHERE country_code = ?
            WITH gone AS (DELETE FROM t WHERE id = ? AND country_code = ? RETURNING id) SELECT id FROM gone
            """)
    void theCountryIsFoundWhereItIsBound(String sql) {
        assertThat(countries(sql, "a", "DEU")).containsExactly("DEU");
        assertThat(WriteAnalysis.of(sql).tablesWithoutCountry()).isEmpty();
    }

    @Test
    void eachRowOfAnInsertIsLookedAt() {
        assertThat(countries("INSERT INTO t (country_code, id) VALUES (?, f(?, 1)), (?, ?)", "DEU", 1, "USA", 2))
                .containsExactly("DEU", "USA");
    }

    @Test
    void eachWriteOfAStatementIsLookedAt() {
        String sql = "WITH a AS (INSERT INTO t (id, country_code) VALUES (?, ?) RETURNING id)"
                + " UPDATE u SET x = 1 WHERE country_code = ?";
        assertThat(countries(sql, 1, "DEU", "USA")).containsExactly("DEU", "USA");
    }

    @Test
    void aLockIsHeldWhereTheRowLies() {
        assertThat(countries("SELECT id FROM t WHERE country_code = ? ORDER BY id FOR UPDATE", "USA"))
                .containsExactly("USA");
        assertThat(countries("SELECT id FROM t WHERE country_code = 'TWN' FOR SHARE"))
                .containsExactly("TWN");
    }

    @Test
    void codeThatRunsInTheDatabaseIsNotLookedInto() {
        assertThat(WriteAnalysis.of("DO $$BEGIN DELETE FROM t; END$$").opaque()).isTrue();
        assertThat(WriteAnalysis.of("CALL tidy()").opaque()).isTrue();
        assertThat(WriteAnalysis.of("INSERT INTO t (country_code) VALUES (?) ON CONFLICT DO NOTHING")
                        .opaque())
                .isFalse();
    }

    @Test
    void aLiteralCounts() {
        assertThat(countries("DELETE FROM t WHERE country_code = 'TWN'")).containsExactly("TWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (?, ?)",
                "INSERT INTO t (id) VALUES (?)",
                "INSERT INTO t (id, country_code) SELECT * FROM unnest(?, ?)",
                "INSERT INTO t (id, country_code) VALUES (?, lower(?))",
                "UPDATE t SET x = ?",
                "DELETE FROM t WHERE country_code = ANY (?)",
                "SELECT id FROM t FOR UPDATE",
                "SELECT id FROM t WHERE id = ? FOR NO KEY UPDATE SKIP LOCKED",
                "DELETE FROM t /* country_code = ? */ WHERE id = ? -- country_code = ?",
            })
    void aWriteWithoutACountryNamesItsTable(String sql) {
        assertThat(WriteAnalysis.of(sql).tablesWithoutCountry()).containsExactly("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t WHERE country_code = ?",
                "SELECT substring(x FROM 1 FOR 3) FROM t",
                "SELECT 'delete from t'",
                "SET LOCAL statement_timeout = 1",
            })
    void readingIsNoWrite(String sql) {
        assertThat(WriteAnalysis.of(sql).writes()).isFalse();
    }
}
