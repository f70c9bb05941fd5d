package org.meridian.platform.outbox;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;

/**
 * Why a handler failed, in words that contain nothing of what it was given: kinds of exceptions, the problem's type, the
 * SQLSTATE, the place in our code. An exception's message may quote a payload, so it is never part of it.
 */
final class Reason {

    private Reason() {}

    /** For example {@code DataIntegrityViolationException (23514) at StatusRows:88}. */
    static String of(Throwable failure) {
        StringBuilder reason = new StringBuilder(failure.getClass().getSimpleName());
        kind(failure).ifPresent(kind -> reason.append(" (").append(kind).append(')'));
        place(failure).ifPresent(place -> reason.append(" at ").append(place));
        return reason.toString();
    }

    private static Optional<String> kind(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return Optional.of(problem.type().slug());
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.ofNullable(failure.getCause())
                .map(cause -> cause.getClass().getSimpleName());
    }

    private static Optional<String> place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.meridian.")
                        && !frame.getClassName().startsWith(Inbox.class.getPackageName() + ".Inbox"))
                .findFirst()
                .map(frame -> frame.getClassName()
                                .substring(frame.getClassName().lastIndexOf('.') + 1) + ":" + frame.getLineNumber());
    }
}
