package org.meridian.db.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees each statement as it goes to the driver; beans of this type are called for the pools of their application. */
@FunctionalInterface
public interface StatementListener {

    /** Called on the statement's thread, before it runs; what it throws keeps it from running. */
    void beforeStatement(Executed statement);

    /** Called on the thread that wants a connection of the pool; what it throws keeps it from waiting for one. */
    default void beforeConnection() {}

    /**
     * @param sql as the driver gets it, with {@code ?}
     * @param parameters the bound values by position; one list each for a batch, one empty list for a plain statement
     * @param crossRegion whether it runs on the auditors' pool
     */
    record Executed(String sql, List<List<@Nullable Object>> parameters, boolean crossRegion) {}
}
