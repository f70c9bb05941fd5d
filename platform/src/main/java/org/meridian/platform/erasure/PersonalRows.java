package org.meridian.platform.erasure;

import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table with rows of people in their home country. Each such table has a bean of this beside its feature; a test finds
 * tables that have none.
 */
public interface PersonalRows {

    /** The table's name. */
    String table();

    /** Removes what the table has of this person, in a write transaction of the person's country. Repeating it is no error. */
    void forget(ResidentId resident);

    /** Rows that go with the person whom {@code column} names. */
    static PersonalRows deleted(JdbcClient jdbc, String table, String column) {
        return new DeletedRows(jdbc, table, column);
    }

    /** The same where the column is {@code resident_id}. */
    static PersonalRows deleted(JdbcClient jdbc, String table) {
        return deleted(jdbc, table, "resident_id");
    }
}
