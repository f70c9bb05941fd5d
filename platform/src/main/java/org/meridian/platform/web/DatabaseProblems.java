package org.meridian.platform.web;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.Unreachable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** Tells a region that cannot be reached, and a database with too much to do, from other failures of a statement. */
final class DatabaseProblems {

    /** A value that no column takes: a null character, a number or a day beyond all bounds. No check of ours had it. */
    private static final String DATA_EXCEPTION = "22";

    private final String homeRegion;

    DatabaseProblems(String homeRegion) {
        this.homeRegion = homeRegion;
    }

    Optional<ProblemException> of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (isTooMuch(state)) {
                    return Optional.of(overloaded());
                }
                if (state.startsWith(DATA_EXCEPTION)) {
                    return Optional.of(ProblemException.invalid("", "A value cannot be kept as it is."));
                }
            }
        }
        return Unreachable.in(failure).map(this::problem);
    }

    private static boolean isTooMuch(String state) {
        return state.startsWith("53") // out of connections, memory or disk
                || state.startsWith("40") // still colliding after all retries
                || state.equals("55P03"); // a lock was not to be had
    }

    private ProblemException problem(Unreachable node) {
        return switch (node.kind()) {
            case NO_CONNECTION, AWAY_FROM_HOME -> ProblemException.regionUnavailable(node.regionOr(homeRegion));
            case NO_ANSWER -> overloaded();
        };
    }

    private static ProblemException overloaded() {
        return new ProblemException(ProblemType.OVERLOADED, "The database did not answer in time.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
