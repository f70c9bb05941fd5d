package org.meridian.platform.erasure;

import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that are deleted as they are. Both names come from the code, never from a request. */
record DeletedRows(JdbcClient jdbc, String table, String column) implements PersonalRows {

    private static final String NAME = "[a-z][a-z0-9_]*";

    DeletedRows {
        if (!table.matches(NAME) || !column.matches(NAME)) {
            throw new IllegalArgumentException("no names of a table and its column: " + table + ", " + column);
        }
    }

    @Override
    public void forget(ResidentId resident) {
        jdbc.sql("DELETE FROM " + table + " WHERE " + column + " = :resident AND country_code = :country")
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .update();
    }
}
