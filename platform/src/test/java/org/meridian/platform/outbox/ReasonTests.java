package org.meridian.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.meridian.platform.problem.ProblemException;

class ReasonTests {

    @Test
    void namesKindAndPlaceAndNothingThatWasGiven() {
        String reason = Reason.of(new IllegalStateException("canary", new SQLException("canary", "23514")));
        assertThat(reason)
                .startsWith("IllegalStateException (23514) at ReasonTests:")
                .doesNotContain("canary");
    }

    @Test
    void namesAProblemsType() {
        assertThat(Reason.of(ProblemException.notFound("canary")))
                .startsWith("ProblemException (not-found)")
                .doesNotContain("canary");
    }
}
