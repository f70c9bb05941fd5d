package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.test.StubService;

/** Calls of other services. */
class RemoteCallsIT extends SampleFixture {

    interface Client {
        @org.springframework.web.bind.annotation.PostMapping("/internal/things")
        String things();
    }

    @Test
    void aServiceThatCannotNowIsNotAskedAgainBehindTheCallersBack() {
        RESULTS.on("POST", "/internal/things", call -> new StubService.Reply(503, "{}"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> remote.clients(Client.class, "results").call(Country.of("DEU"), Client::things))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE));
        assertThat(RESULTS.calls()).hasSize(1);
    }
}
