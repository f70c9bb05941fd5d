package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Optional;

/** What one kind of national id must be like. Numbers come in canonical form: capitals, without separators. */
interface Rule {

    /** Whether the number has this kind's shape, right or wrong: tells it from a passport where no scheme is named. */
    boolean hasShape(String number);

    /** Why the number is none of this kind, or empty; nobody is born after {@code today}. */
    Optional<String> fault(String number, LocalDate today);
}
