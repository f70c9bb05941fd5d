package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.results.verdict.Outcome.INCONCLUSIVE;
import static org.meridian.results.verdict.Outcome.NEGATIVE;
import static org.meridian.results.verdict.Outcome.POSITIVE;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An analyst, and months of its own for each test. */
abstract class StatisticsFixture extends ResultsFixture {

    /** Each test has months of its own. */
    private static final AtomicInteger MONTHS = new AtomicInteger();

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final String analyst = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.ANALYST);
    final LocalDate day = LocalDate.of(2001, 1, 15).plusMonths(MONTHS.getAndAdd(2));

    @Autowired
    PacedCounts counts;

    HttpResponse<String> ask(LocalDate from, LocalDate to, String more) {
        return get("/v1/statistics/results?from=" + from + "&to=" + to + more, analyst);
    }

    List<JsonNode> rows(LocalDate from, LocalDate to, String more) {
        HttpResponse<String> answer = ask(from, to, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("rows").valueStream().toList();
    }

    void threeCountries() {
        new LabDay("DEU", day)
                .reports(40, NEGATIVE, 10, 10, "11000000")
                .reports(12, POSITIVE, 10, 10, "11000000")
                .reports(15, NEGATIVE, 10, 9, "02000000")
                .reports(3, POSITIVE, 10, 10, "02000000")
                .reports(4, INCONCLUSIVE, 10, 10, "11000000");
        new LabDay("USA", day).reports(20, NEGATIVE, 1, 1, "36").reports(9, POSITIVE, 1, 1, "36");
        new LabDay("TWN", day).reports(30, NEGATIVE, 5, 4, "63000");
        new LabDay("TWN", day.plusDays(1)).reports(9, NEGATIVE, 5, 4, "63000");
    }
}
