package org.meridian.platform.commit;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Failures for which splitting a batch is no cure: they have been tried again as often as is sensible. */
final class Crowding {

    private Crowding() {}

    /** Still colliding (40…), a lock that was not to be had (55P03), out of memory, disk or connections (53…). */
    static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (state.startsWith("40") || state.startsWith("53") || state.equals("55P03")) {
                    return true;
                }
            }
        }
        return false;
    }
}
