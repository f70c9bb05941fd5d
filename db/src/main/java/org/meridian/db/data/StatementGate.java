package org.meridian.db.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every statement passes before the driver gets it.
 *
 * @param guard refuses writes that leave their country
 * @param plans which of them the database may plan once and for all
 * @param crossRegion whether this is the auditors' pool, which can't write at all
 */
record StatementGate(CountryGuard guard, KeptPlans plans, boolean crossRegion, List<StatementListener> listeners) {

    void pass(Connection connection, String sql, List<List<@Nullable Object>> parameters) throws SQLException {
        guard.check(connection, sql, parameters);
        if (!listeners.isEmpty()) {
            var executed = new StatementListener.Executed(sql, parameters, crossRegion);
            for (StatementListener listener : listeners) {
                listener.beforeStatement(executed);
            }
        }
    }
}
