package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.load.Deadline;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.test.StubService;
import org.springframework.beans.factory.annotation.Autowired;

/** Point 5: nobody works for a caller who has stopped waiting. */
class DeadlinesIT extends SampleFixture {

    private static final Country GERMANY = Country.of("DEU");

    interface Client {
        @org.springframework.web.bind.annotation.PostMapping("/internal/things")
        String things();
    }

    @Autowired
    CountryTransactions transactions;

    @BeforeEach
    void nothingWasAsked() {
        RESULTS.forget();
    }

    @AfterEach
    void unbind() {
        Deadline.unbind();
    }

    @Test
    void point5ARequestThatComesTooLateReachesNeitherControllerNorDatabase() {
        assertThat(send(writing("0")))
                .satisfies(problem(503, "overloaded"))
                .satisfies(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        assertThat(statements.ofRequests()).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void point5OneWithTimeIsWorkedOnAndOneWithNonsenseHasNoEnd() {
        for (String left : new String[] {"60000", "soon"}) {
            assertThat(send(writing(left)).statusCode()).isEqualTo(201);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void point5ATransactionWhoseCallerHasGoneIsNotBegun() {
        AtomicBoolean begun = new AtomicBoolean();
        Deadline.in(Duration.ZERO).bind();
        assertTooLate(() -> transactions.run(GERMANY, () -> begun.set(true)));
        assertTooLate(() -> jdbc.sql("SELECT 1 AS asked").query(Integer.class).single());
        assertThat(begun).isFalse();
        assertThat(statements.statements())
                .noneMatch(statement -> statement.sql().contains("asked"));
    }

    @Test
    void point5OneInWhichTheTimeRunsOutIsRolledBack() {
        assertTooLate(() -> transactions.run(GERMANY, () -> {
            jdbc.sql("INSERT INTO note (id, country_code, title) VALUES (gen_random_uuid(), 'DEU', 'late')")
                    .update();
            Deadline.in(Duration.ZERO).bind();
            jdbc.sql("SELECT count(*) FROM note WHERE country_code = 'DEU'")
                    .query(Integer.class)
                    .single();
        }));
        Deadline.unbind();
        assertThat(count()).isZero();
    }

    @Test
    void point5AnotherServiceIsToldWhatIsLeftAndNotAskedWhenNothingIs() {
        RESULTS.on("POST", "/internal/things", call -> StubService.Reply.ok("\"done\""));
        var results = remote.clients(Client.class, "results");
        Deadline.in(Duration.ofMinutes(10)).bind();
        results.call(GERMANY, Client::things);
        long told = Long.parseLong(RESULTS.calls().getFirst().header(EdgeHeaders.DEADLINE));
        assertThat(told).isPositive().isLessThanOrEqualTo(600_000);
        Deadline.in(Duration.ZERO).bind();
        assertTooLate(() -> results.call(GERMANY, Client::things));
        assertThat(RESULTS.calls()).hasSize(1);
    }

    private HttpRequest writing(String left) {
        return request("/v1/notes", resident)
                .header("Content-Type", "application/json")
                .header(EdgeHeaders.DEADLINE, left)
                .POST(HttpRequest.BodyPublishers.ofString("{\"country\":\"DEU\",\"title\":\"" + left + "\"}"))
                .build();
    }

    private static void assertTooLate(ThrowingCallable work) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(work)
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED));
    }
}
