package org.meridian.platform.web;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** Tells a region that cannot be reached, and a database with too much to do, from other failures of a statement. */
final class DatabaseProblems {

    // how a node names the other node that it could not reach for a foreign partition
    private static final Pattern FOREIGN_SERVER = Pattern.compile("server \"([a-z0-9]+)\"");

    // what works on a partition but not on a foreign table: this instance is not at its home node at present
    private static final Set<String> AT_ANOTHER_NODE = Set.of("42P10", "0A000");

    private final String homeRegion;

    DatabaseProblems(String homeRegion) {
        this.homeRegion = homeRegion;
    }

    Optional<ProblemException> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                Optional<ProblemException> found = bySqlState(sql.getSQLState(), sql.getMessage());
                if (found.isPresent()) {
                    return found;
                }
            }
            if (cause instanceof java.sql.SQLTransientConnectionException) {
                return Optional.of(
                        ProblemException.regionUnavailable(homeRegion)); // no connection within the pool's patience
            }
        }
        return Optional.empty();
    }

    private Optional<ProblemException> bySqlState(String state, @Nullable String message) {
        if (AT_ANOTHER_NODE.contains(state)) {
            return Optional.of(ProblemException.regionUnavailable(homeRegion));
        }
        return switch (state.substring(0, 2)) {
            case "08" -> Optional.of(ProblemException.regionUnavailable(region(message)));
            case "57" ->
                Optional.of( // cancelled by a timeout, or the server is going down
                        state.equals("57014") ? overloaded() : ProblemException.regionUnavailable(region(message)));
            case "53" -> Optional.of(overloaded()); // out of connections, memory or disk
            case "40" -> Optional.of(overloaded()); // still colliding after all retries
            case "55" ->
                state.equals("55P03") ? Optional.of(overloaded()) : Optional.empty(); // a lock was not to be had
            default -> Optional.empty();
        };
    }

    private String region(@Nullable String message) {
        Matcher server = FOREIGN_SERVER.matcher(message == null ? "" : message);
        return server.find() ? server.group(1) : homeRegion;
    }

    private static ProblemException overloaded() {
        return new ProblemException(ProblemType.OVERLOADED, "The database did not answer in time.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
