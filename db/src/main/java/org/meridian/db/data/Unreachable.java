package org.meridian.db.data;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node did not do its part: nothing is wrong with the statement, which can succeed later. The one place that tells this
 * from other failures.
 *
 * @param region the region of the node that could not be reached, as far as the failure names it; otherwise it is the node
 *     that this instance is connected to
 */
public record Unreachable(Kind kind, @Nullable String region) {

    public enum Kind {
        /** A connection was refused or lost (08…), the server goes down (57…), or the pool has none within its patience. */
        NO_CONNECTION,
        /** The statement timeout ended it (57014): a node hangs, or there was too much to do. */
        NO_ANSWER,
        /**
         * What works on a partition but not on a foreign table ({@code ON CONFLICT (…) DO UPDATE}: 42P10, 0A000). While
         * its home node was down the pool went to another region's, and is not back yet.
         */
        AWAY_FROM_HOME
    }

    private static final Set<String> NOT_ON_A_FOREIGN_TABLE = Set.of("42P10", "0A000");

    // how a node names the other node that it could not reach for a foreign partition
    private static final Pattern FOREIGN_SERVER = Pattern.compile("server \"([a-z0-9]+)\"");

    /** What the failure, or a cause of it, says about a node; empty when it has other reasons. */
    public static Optional<Unreachable> in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<Unreachable> found = bySqlState(sql);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the failure has its reason in a node and none in the statement. */
    public static boolean is(Throwable failure) {
        return in(failure).isPresent();
    }

    /** The region that could not be reached, where this instance is at home in {@code home}. */
    public String regionOr(String home) {
        return region == null ? home : region;
    }

    private static Optional<Unreachable> bySqlState(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (NOT_ON_A_FOREIGN_TABLE.contains(state)) {
            return Optional.of(new Unreachable(Kind.AWAY_FROM_HOME, null));
        }
        if (state.equals("57014")) {
            return Optional.of(new Unreachable(Kind.NO_ANSWER, null));
        }
        if (state.startsWith("08") || state.startsWith("57") || failure instanceof SQLTransientConnectionException) {
            return Optional.of(new Unreachable(Kind.NO_CONNECTION, foreignServer(failure.getMessage())));
        }
        return Optional.empty();
    }

    private static @Nullable String foreignServer(@Nullable String message) {
        Matcher server = FOREIGN_SERVER.matcher(message == null ? "" : message);
        return server.find() ? server.group(1) : null;
    }
}
