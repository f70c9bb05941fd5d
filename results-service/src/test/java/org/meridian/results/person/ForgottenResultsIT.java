package org.meridian.results.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.DocumentedRetention;
import org.meridian.platform.test.RetentionRuns;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Point 6: results that were kept long enough go, and nothing else changes by that. A country that no other test uses. */
class ForgottenResultsIT extends ResultsFixture {

    private static final Country LTU = Country.of("LTU");

    @Autowired
    private ApplicationContext service;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void point6WhatIsDocumentedBindsAndEveryTableIsDecidedOn() {
        DocumentedRetention.assertIsTrueOf("results", RetentionRuns.rules(service));
        DocumentedRetention.assertDecidesOnEveryTable(jdbc);
    }

    @Test
    void point6WhoeverHasNoResultLeftIsToldSoAndOthersKeepTheirs() {
        ResidentId negative = tested("F-OLD-NEG", 95, "NEGATIVE");
        ResidentId positive = tested("F-OLD-POS", 95, "POSITIVE");
        ResidentId ancient = tested("F-ANCIENT", 185, "POSITIVE");
        ResidentId recent = tested("F-NEW-NEG", 80, "NEGATIVE");
        String statistics = statistics();

        RetentionRuns.day(service, LTU);

        assertThat(samples(negative)).isZero();
        assertThat(samples(ancient)).isZero();
        assertThat(samples(positive)).isEqualTo(1);
        assertThat(samples(recent)).isEqualTo(1);
        await().untilAsserted(() -> {
            assertThat(lastTold(negative).has("outcome")).isFalse();
            assertThat(lastTold(ancient).has("positiveAt")).isFalse();
        });
        assertThat(lastTold(positive).get("outcome").asString()).isEqualTo("POSITIVE");
        assertThat(CHECKIN.payloads(recent)).hasSize(1);
        assertThat(statistics()).as("statistics do not change").isEqualTo(statistics);
    }

    @Test
    void point6ASuspicionThatNobodySettledIsKeptLikeAPositiveResultAndASettledOneLikeItsNegativeOne() {
        ResidentId open = resident();
        ResidentId settled = resident();
        SAMPLING.sealedIn("LTU", "F-POOL", 10, ago(95), List.of(open, settled));
        report("F-POOL", "POSITIVE", 95);
        SAMPLING.sealedIn("LTU", "F-RETEST", 1, ago(94), List.of(settled));
        report("F-RETEST", "NEGATIVE", 94);
        List<String> tasks = tasks();

        RetentionRuns.day(service, LTU);

        assertThat(samples(settled)).isZero();
        assertThat(samples(open)).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(lastTold(settled).has("suspectedAt")).isFalse());
        assertThat(tasks()).as("no task comes back").isEqualTo(tasks);
    }

    @Test
    void point6APositiveResultOutlivesALaterNegativeOne() {
        ResidentId resident = tested("F-POS-FIRST", 110, "POSITIVE");
        SAMPLING.sealedIn("LTU", "F-NEG-LATER", 1, ago(100), List.of(resident));
        report("F-NEG-LATER", "NEGATIVE", 100);
        RetentionRuns.day(service, LTU);
        await().untilAsserted(() -> {
            assertThat(lastTold(resident).get("outcome").asString()).isEqualTo("POSITIVE");
            assertThat(lastTold(resident).get("positiveAt").asString()).isEqualTo(ago(110).toString());
        });
    }

    @Test
    void point6CutOffInTheMiddleTheNextTimeEndsTheSame() {
        for (int i = 0; i < 12; i++) {
            tested("F-MANY-" + i, 120 + i, "NEGATIVE");
        }
        ForgottenResults results = service.getBean(ForgottenResults.class);
        var before = new org.meridian.platform.retention.Before(
                ago(90), java.time.LocalDate.ofInstant(ago(90), java.time.ZoneOffset.UTC));
        assertThat(results.forget(ForgottenResults.NEGATIVE, LTU, before, 5)).isEqualTo(5); // and no further
        RetentionRuns.day(service, LTU);
        RetentionRuns.day(service, LTU);
        assertThat(jdbc.sql("SELECT count(*) FROM person_result WHERE country_code = 'LTU' AND sampled_at < :limit"
                                + " AND outcome = 'NEGATIVE'")
                        .param("limit", Timestamp.from(ago(92)))
                        .query(Integer.class)
                        .single())
                .isZero();
        log.assertPruned("results", TestCluster.shared().owner("eu"));
    }

    @Test
    void point6StatisticsOfDaysThatAreNotKeptAreRefused() {
        String analyst = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.ANALYST);
        assertThat(get("/v1/statistics/results?from=" + day(11997) + "&to=" + day(11997), analyst)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = get("/v1/statistics/results?from=" + day(11999) + "&to=" + day(11900), analyst);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("older days are not kept");
    }

    private ResidentId tested(String barcode, int daysAgo, String outcome) {
        ResidentId resident = resident();
        SAMPLING.sealedIn("LTU", barcode, 1, ago(daysAgo), List.of(resident));
        report(barcode, outcome, daysAgo);
        return resident;
    }

    private void report(String barcode, String outcome, int daysAgo) {
        String rows = csv(barcode + "," + outcome + "," + ago(daysAgo).plusSeconds(3600) + ",,");
        assertThat(upload(tester("LTU"), "text/csv", rows).statusCode()).isBetween(200, 201);
    }

    private static ResidentId resident() {
        return TestTokens.aResident("LTU");
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private int samples(ResidentId resident) {
        return jdbc.sql("SELECT count(*) FROM person_result WHERE resident_id = :id AND country_code = 'LTU'")
                .param("id", resident.id())
                .query(Integer.class)
                .single();
    }

    private JsonNode lastTold(ResidentId resident) {
        return CHECKIN.payloads(resident).getLast();
    }

    private List<String> tasks() {
        return jdbc.sql("SELECT sample_id || state FROM retest_task WHERE country_code = 'LTU' ORDER BY sample_id")
                .query(String.class)
                .list();
    }

    private String statistics() {
        String days = "from=" + day(200) + "&to=" + day(1);
        return get(
                        "/v1/statistics/results?by=country,day&country=LTU&" + days,
                        TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.ANALYST))
                .body();
    }

    private String day(int daysAgo) {
        return ago(daysAgo).toString().substring(0, 10);
    }
}
