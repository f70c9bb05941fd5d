package org.meridian.sharing.reading;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;

/** Tells a region that is out of reach, whose members are left out, from any other failure. */
final class Unreachable {

    private Unreachable() {}

    static boolean is(RuntimeException failure) {
        if (failure instanceof ProblemException problem) {
            return problem.type().status() == 503;
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                // connection failure, shutdown, cancelled by a timeout
                if (state.startsWith("08") || state.startsWith("57")) {
                    return true;
                }
            }
        }
        return false;
    }
}
