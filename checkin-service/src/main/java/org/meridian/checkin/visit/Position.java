package org.meridian.checkin.visit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.Ids;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.web.Cursor;

/** Where in a list of visits, newest first, one stands: its time, and its id among those of the same time. */
public record Position(Instant checkedInAt, UUID id) {

    /** Before the newest of all. */
    public static final Position START = new Position(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static final Comparator<Visit> NEWEST_FIRST = Comparator.comparing(Visit::checkedInAt)
            .thenComparing(visit -> visit.checkInId().id(), Ids.ORDER)
            .reversed();

    static String of(Visit visit) {
        return visit.checkedInAt() + "/" + visit.checkInId().id();
    }

    /** @throws ProblemException 400 for a cursor that is none of ours */
    static Position after(@Nullable Cursor cursor) {
        return cursor == null ? START : parse(cursor.after());
    }

    private static Position parse(String text) {
        int slash = text.indexOf('/');
        try {
            return new Position(
                    Instant.parse(text.substring(0, Math.max(0, slash))), UUID.fromString(text.substring(slash + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
