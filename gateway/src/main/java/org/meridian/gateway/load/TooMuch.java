package org.meridian.gateway.load;

import java.time.Duration;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** What whoever is turned away is told. */
public final class TooMuch {

    static final int RETRY_AFTER_SECONDS = 1;
    static final String DETAIL = "More calls come than can be done; this one was not begun.";

    private TooMuch() {}

    public static ProblemException problem() {
        return new ProblemException(ProblemType.OVERLOADED, DETAIL).retryAfter(Duration.ofSeconds(RETRY_AFTER_SECONDS));
    }
}
