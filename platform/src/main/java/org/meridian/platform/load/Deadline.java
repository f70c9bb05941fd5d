package org.meridian.platform.load;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/**
 * Until when somebody waits for what this thread works on. The gateway says it ({@link EdgeHeaders#DEADLINE}), each call to
 * another service says what is left; a thread that no such request bound works without one. It counts this process's own
 * time from the request's arrival, so the processes' clocks need not agree.
 */
public final class Deadline {

    /** None is longer: a mistaken header must not overflow anything. */
    private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);

    private static final int LONGEST_TEXT = 10;
    private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** A deadline so much later than now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** From the header's value, whole milliseconds that are left; nothing where it is missing or no such number. */
    public static Optional<Deadline> ofHeader(@Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            long millis = Math.clamp(Long.parseLong(value), 0, LONGEST_MILLIS);
            return Optional.of(in(Duration.ofMillis(millis)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Binds it to this thread until {@link #unbind}. */
    public void bind() {
        CURRENT.set(this);
    }

    public static void unbind() {
        CURRENT.remove();
    }

    /** This thread's, to be taken along to where its work is done. */
    public static Optional<Deadline> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Whether nobody waits any more for what this thread works on. */
    public static boolean passed() {
        Deadline deadline = CURRENT.get();
        return deadline != null && deadline.hasPassed();
    }

    /** What is left to this thread, never negative; nothing where nobody set an end. */
    public static Optional<Duration> remaining() {
        return current().map(Deadline::left);
    }

    /** @throws ProblemException 503 when this thread's has passed: what has not begun is not begun */
    public static void check() {
        if (passed()) {
            throw tooLate();
        }
    }

    /** What whoever still listens is told. */
    public static ProblemException tooLate() {
        return new ProblemException(ProblemType.OVERLOADED, "This was not begun in the time that its caller had.")
                .retryAfter(Duration.ofSeconds(1));
    }

    public boolean hasPassed() {
        return System.nanoTime() - end >= 0;
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** For the header of a call that is made in its name. */
    public String header() {
        return Long.toString(left().toMillis());
    }
}
