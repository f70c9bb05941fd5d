package org.meridian.platform.commit;

import java.time.Duration;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** Why an item is not written, or why nobody says so any more. */
final class Refusals {

    private Refusals() {}

    static ProblemException full() {
        return overloaded("Too many are waiting to be written already.");
    }

    static ProblemException late() {
        return overloaded("It could not be written in time; whether it was is not known.");
    }

    static ProblemException interrupted() {
        return overloaded("Nobody waits for it any more.");
    }

    static ProblemException closed() {
        return overloaded("This process is about to stop.");
    }

    private static ProblemException overloaded(String detail) {
        return new ProblemException(ProblemType.OVERLOADED, detail).retryAfter(Duration.ofSeconds(1));
    }
}
