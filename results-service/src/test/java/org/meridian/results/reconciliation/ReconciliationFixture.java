package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.ResultId;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** results-service with a checkin-service that can be made to differ. Each test has a country of its own. */
abstract class ReconciliationFixture extends ResultsFixture {

    static final FakeCheckin CHECKIN_SIDE = new FakeCheckin(CHECKIN.stub());
    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    final String admin = TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.ADMIN);

    @DynamicPropertySource
    static void soonSettled(DynamicPropertyRegistry registry) {
        registry.add("meridian.reconciliation.settle", () -> "300ms");
    }

    @BeforeEach
    void checkinAnswers() {
        CHECKIN_SIDE.answer();
    }

    JsonNode reconcile(String country) {
        HttpResponse<String> answer = post("/v1/reconciliations", admin, Map.of("country", country));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode report = json(answer);
        assertThat(report.has("finishedAt")).as(answer.body()).isTrue();
        return report;
    }

    /** compared, missing, different, ahead, repaired. */
    static List<Long> figures(JsonNode report) {
        return List.of("compared", "missing", "different", "ahead", "repaired").stream()
                .map(name -> report.get(name).asLong())
                .toList();
    }

    /** A single tube's result of a traveller, which comes as an event: needs no file and no tube. */
    void result(ResidentId resident, String outcome, Duration age) {
        Country home = resident.country();
        Instant sampledAt = Clock.systemUTC().instant().minus(age).truncatedTo(ChronoUnit.MICROS);
        Country usa = Country.of("USA");
        Map<String, Object> result = Map.of(
                "resultId", IDS.next(usa, ResultId::new).toString(),
                "revision", 0,
                "sampleId", IDS.next(usa, SampleId::new).toString(),
                "residentId", resident.toString(),
                "outcome", outcome,
                "method", "SINGLE",
                "sampledAt", sampledAt.toString(),
                "testedAt", sampledAt.plusSeconds(60).toString(),
                "barcode", "T-" + resident.id().toString().substring(24).toUpperCase(java.util.Locale.ROOT),
                "siteId", IDS.next(usa, SiteId::new).toString());
        HttpResponse<String> answer = post(
                "/internal/events",
                TestTokens.service("results"),
                List.of(Map.of(
                        "id",
                        UUID.randomUUID(),
                        "type",
                        "MemberResulted",
                        "subject",
                        resident.toString(),
                        "targetCountry",
                        home.code(),
                        "payload",
                        JSON.writeValueAsString(List.of(result)))));
        assertThat(json(answer).at("/0/outcome").asString()).as(answer.body()).isEqualTo("HANDLED");
    }

    /** Waits until nothing is on its way to checkin-service from this country. */
    void delivered(String country) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("SELECT count(*) FROM outbox WHERE country_code = ? AND consumer = 'checkin'")
                                        .param(country)
                                        .query(Long.class)
                                        .single())
                        .isZero());
    }

    static void knowsResult(ResidentId resident, long version, @Nullable String outcome) {
        FakeCheckin.Row row = CHECKIN_SIDE.knows(Topic.RESULTS, resident);
        assertThat(row).isNotNull();
        assertThat(row.version()).isEqualTo(version);
        assertThat(row.outcome()).isEqualTo(outcome);
    }

    /** Behind the service's back, as a lost disk or a restored backup would. */
    static int tamper(String sql, Object... values) {
        try (Connection connection = TestCluster.shared().owner("eu").getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
