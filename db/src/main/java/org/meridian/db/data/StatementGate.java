package org.meridian.db.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every statement passes before the driver gets it.
 *
 * @param analyses what is known of their texts
 * @param guard refuses writes that leave their country
 * @param crossRegion whether this is the auditors' pool, which can't write at all
 */
record StatementGate(Analyses analyses, CountryGuard guard, boolean crossRegion, List<StatementListener> listeners) {

    StatementGate(boolean crossRegion, List<StatementListener> listeners) {
        this(new Partitioned(), crossRegion, listeners);
    }

    private StatementGate(Partitioned partitioned, boolean crossRegion, List<StatementListener> listeners) {
        this(new Analyses(partitioned), new CountryGuard(partitioned), crossRegion, listeners);
    }

    /** To be called before the statement runs for the first time. */
    void prepared(Connection connection, PreparedStatement statement, String sql) throws SQLException {
        KeptPlans.prepared(connection, statement, analyses.of(sql));
    }

    void pass(Connection connection, String sql, List<List<@Nullable Object>> parameters) throws SQLException {
        guard.check(connection, analyses.of(sql), parameters);
        if (!listeners.isEmpty()) {
            var executed = new StatementListener.Executed(sql, parameters, crossRegion);
            for (StatementListener listener : listeners) {
                listener.beforeStatement(executed);
            }
        }
    }
}
