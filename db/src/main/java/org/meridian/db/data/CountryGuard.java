package org.meridian.db.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * Refuses a write that leaves its country, before it runs.
 *
 * <p>Inside a transaction of {@link CountryTransactions} each INSERT, UPDATE, DELETE and locking SELECT on a partitioned table must bind
 * {@code country_code} to that transaction's country. Outside of one only a single statement in autocommit mode that
 * names exactly one country may write: it can't cross. Tables that are not partitioned (reference data) are free. Blocks of code are refused. COPY
 * through the driver's own API is not seen here.
 */
final class CountryGuard {

    private final Partitioned partitioned;

    CountryGuard(Partitioned partitioned) {
        this.partitioned = partitioned;
    }

    void check(Connection connection, Analysis statement, List<List<@Nullable Object>> parameters) throws SQLException {
        String sql = statement.sql();
        WriteAnalysis analysis = statement.write();
        if (!analysis.writes()) {
            return;
        }
        if (analysis.opaque()) {
            throw new CrossCountryException("code that runs in the database does not say where it writes: " + sql);
        }
        if (analysis.tablesWithoutCountry().isEmpty() && analysis.countries().isEmpty()) {
            return;
        }
        for (String table : analysis.tablesWithoutCountry()) {
            if (partitioned.holdsCountries(connection, table)) {
                throw new CrossCountryException("a write on " + table + " binds no country_code: " + sql);
            }
        }
        if (analysis.countries().isEmpty()) {
            return;
        }
        String expected = expected(connection, sql);
        for (List<@Nullable Object> row : parameters) {
            for (WriteAnalysis.Source source : analysis.countries()) {
                String country = source.value(row);
                if (expected == null) {
                    expected = country;
                }
                if (country == null || !country.equals(expected)) {
                    throw new CrossCountryException(
                            "a transaction of " + expected + " must not write in " + country + ": " + sql);
                }
            }
        }
    }

    /** The country that binds this write, or null when the statement itself may choose one. */
    private static @Nullable String expected(Connection connection, String sql) throws SQLException {
        Optional<Country> current = CountryTransactions.current();
        if (current.isPresent()) {
            return current.get().code();
        }
        if (!connection.getAutoCommit()) {
            throw new CrossCountryException("a write in a transaction that CountryTransactions did not begin: " + sql);
        }
        return null;
    }
}
