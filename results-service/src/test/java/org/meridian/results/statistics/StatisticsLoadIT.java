package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.results.verdict.Outcome.NEGATIVE;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;

/** Point 8: statistics never slow the traffic. */
class StatisticsLoadIT extends ResultsFixture {

    private final String analyst = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.ANALYST);

    @Test
    void point8WhileStatisticsHangOneMoreIsRefusedAtOnceAndTheTrafficGoesOn() throws Exception {
        ResidentId resident = TestTokens.aResident("DEU");
        try (ExecutorService analysts = Executors.newFixedThreadPool(2);
                Connection lock = TestCluster.shared().owner("eu").getConnection()) {
            lock.setAutoCommit(false);
            try (Statement statement = lock.createStatement()) {
                statement.execute("LOCK TABLE results.tube_result_eu IN ACCESS EXCLUSIVE MODE");
            }
            log.clear();
            List<Future<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int year = 2010; year < 2012; year++) {
                String path = "/v1/statistics/results?from=" + year + "-01-01&to=" + year + "-01-02";
                hanging.add(analysts.submit(() -> get(path, analyst)));
            }
            await().until(() -> asked().size() == 2);
            HttpResponse<String> third = get("/v1/statistics/results?from=2012-01-01&to=2012-01-02", analyst);
            assertThat(hanging).as("nobody waited for them").noneMatch(Future::isDone);
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(json(third).get("type").asString()).endsWith("overloaded");
            assertThat(get("/v1/me/vaccinations", TestTokens.resident(resident)).statusCode())
                    .isEqualTo(200);
            lock.rollback();
            for (Future<HttpResponse<String>> answer : hanging) {
                assertThat(answer.get().statusCode()).isIn(200, 503); // 503: not within the lock timeout
            }
        }
        assertThat(get("/v1/statistics/results?from=2012-01-01&to=2012-01-02", analyst)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void point8EachRegionCountsItsOwnRowsByItsIndex() throws SQLException {
        LocalDate day = LocalDate.of(2012, 6, 1);
        new LabDay("USA", day).reports(20, NEGATIVE, 10, 10, "36");
        log.clear();
        get("/v1/statistics/results?from=2012-06-01&to=2012-06-01&by=division", analyst);
        Executed asked = asked().getFirst();
        try (Connection owner = TestCluster.shared().owner("eu").getConnection()) {
            try (Statement statement = owner.createStatement()) {
                statement.execute("SET search_path TO results");
                statement.execute("SET enable_seqscan TO off"); // which pays only while there are few rows
            }
            String plan = plan(owner, asked);
            assertThat(plan)
                    .contains("Aggregate on (results.tube_result_us r", "Aggregate on (results.tube_result_ap r");
            assertThat(plan).contains("tube_result_by_day_eu").contains("tube_result_corrections_eu");
        }
    }

    /** What reached the analysts' pool; the others have work of their own at any time. */
    private List<Executed> asked() {
        return log.statements().stream().filter(Executed::crossRegion).toList();
    }

    private static String plan(Connection owner, Executed asked) throws SQLException {
        try (PreparedStatement explain = owner.prepareStatement("EXPLAIN (VERBOSE) " + asked.sql())) {
            for (int i = 0; i < asked.parameters().getFirst().size(); i++) {
                explain.setObject(i + 1, asked.parameters().getFirst().get(i));
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet line = explain.executeQuery()) {
                while (line.next()) {
                    plan.append(line.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
