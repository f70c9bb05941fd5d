package org.meridian.results.upload;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** Whether a lock was not to be had. */
final class HeldUp {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private HeldUp() {}

    static boolean is(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }
}
