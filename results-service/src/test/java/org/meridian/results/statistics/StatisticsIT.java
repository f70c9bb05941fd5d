package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.meridian.results.verdict.Outcome.INCONCLUSIVE;
import static org.meridian.results.verdict.Outcome.NEGATIVE;
import static org.meridian.results.verdict.Outcome.POSITIVE;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;
import org.meridian.results.tube.ResultId;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Point 8: statistics across regions. */
class StatisticsIT extends ResultsFixture {

    /** Each test has months of its own. */
    private static final AtomicInteger MONTHS = new AtomicInteger();

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String analyst = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.ANALYST);
    private final LocalDate day = LocalDate.of(2001, 1, 15).plusMonths(MONTHS.getAndAdd(2));

    @Autowired
    private PacedCounts counts;

    private HttpResponse<String> ask(LocalDate from, LocalDate to, String more) {
        return get("/v1/statistics/results?from=" + from + "&to=" + to + more, analyst);
    }

    private List<JsonNode> rows(LocalDate from, LocalDate to, String more) {
        HttpResponse<String> answer = ask(from, to, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("rows").valueStream().toList();
    }

    private void threeCountries() {
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

    @Test
    void point8CountsOfAllRegionsByCountryAndDayWithoutTheSmallOnes() {
        threeCountries();
        log.clear();
        List<JsonNode> rows = rows(day, day.plusDays(1), "&by=day,country");
        // the first day by itself, then the others; all regions' together
        assertThat(log.statements().stream().filter(Executed::crossRegion)).hasSize(2);
        assertThat(rows)
                .extracting(
                        r -> r.get("country").asString(),
                        r -> r.get("day").asString(),
                        r -> r.get("tubes").asInt(),
                        r -> r.get("people").asInt(),
                        r -> r.path("positiveTubes").asInt(-1),
                        r -> r.path("negativeTubes").asInt(-1),
                        r -> r.path("inconclusiveTubes").asInt(-1))
                .containsExactly(
                        tuple("DEU", day.toString(), 70, 685, 15, 55, -1),
                        tuple("TWN", day.toString(), 30, 120, -1, 30, -1),
                        tuple("USA", day.toString(), 20, 20, -1, 20, -1));
        JsonNode germany = rows.getFirst();
        assertThat(germany.get("positivity").asDouble()).isCloseTo(15.0 / 70, within(1e-9));
        assertThat(germany.get("prevalence").get("estimate").asDouble()).isBetween(0.02, 0.03);
        assertThat(germany.get("prevalence").get("low").asDouble())
                .isLessThan(germany.get("prevalence").get("estimate").asDouble());
        assertThat(germany.get("suppressed").get("inconclusiveTubes").asInt()).isOne();
        assertThat(rows.getLast().get("suppressed").has("positiveTubes")).isTrue();
        assertThat(rows.getLast().has("positivity")).isFalse();
    }

    @Test
    void point8DivisionsThatWouldRevealASmallOneAreTogether() {
        threeCountries();
        List<JsonNode> rows = rows(day, day, "&by=division&country=DEU");
        assertThat(rows)
                .extracting(
                        r -> r.get("country").asString(),
                        r -> r.get("division").asString(),
                        r -> r.path("positiveTubes").asInt(-1),
                        r -> r.path("negativeTubes").asInt(-1))
                .containsExactly(
                        tuple("DEU", "02000000", -1, 15),
                        tuple("DEU", "11000000", -1, 40),
                        tuple("DEU", "other", 15, -1)); // 12 alone would tell of the 3
        JsonNode all = rows(day, day, "").getFirst();
        assertThat(all.get("tubes").asInt()).isEqualTo(120);
        assertThat(all.get("positiveTubes").asInt()).isEqualTo(15);
        assertThat(all.get("incomplete").asBoolean()).isTrue();
    }

    @Test
    void point8AnAnswerSaysHowItCameAbout() {
        JsonNode answer = json(ask(day, day, "&by=division,country"));
        assertThat(answer.get("threshold").asInt()).isEqualTo(10);
        assertThat(answer.get("by").valueStream().map(JsonNode::asString)).containsExactly("country", "division");
        assertThat(answer.get("method").get("sources").valueStream().map(JsonNode::asString))
                .anyMatch(source -> source.contains("Dorfman"));
        assertThat(answer.get("method").get("days").asString()).contains("UTC");
        assertThat(answer.get("rows")).isEmpty();
        assertThat(answer.get("missingRegions")).isEmpty();
    }

    @Test
    void point3AndPoint8StatisticsFollowACorrection() {
        LabDay lab = new LabDay("AUT", day).reports(12, POSITIVE, 10, 10, "9").reports(30, NEGATIVE, 10, 10, "9");
        lab.corrects(2, POSITIVE, NEGATIVE, Duration.ofHours(1));
        lab.corrects(1, NEGATIVE, INCONCLUSIVE, Duration.ofHours(2));
        JsonNode row = rows(day, day, "&country=AUT").getFirst();
        assertThat(row.get("positiveTubes").asInt()).isEqualTo(10);
        assertThat(row.get("negativeTubes").asInt()).isEqualTo(31);
        assertThat(row.get("people").asInt()).isEqualTo(410);
        lab.corrects(1, POSITIVE, NEGATIVE, Duration.ofHours(3));
        JsonNode after = rows(day, day, "&country=AUT").getFirst();
        assertThat(after.has("positiveTubes")).isFalse();
        assertThat(after.get("negativeTubes").asInt()).isEqualTo(32);
    }

    @Test
    void point3AndPoint8StatisticsFollowACorrectionFromUploadToAnswer() {
        String tester = tester("DEU");
        List<String> rows = new ArrayList<>();
        for (int tube = 0; tube < 24; tube++) {
            SAMPLING.sealed("STAT-" + tube, 10, sampled, residents("DEU", 3));
            rows.add("STAT-" + tube + (tube < 12 ? ",POSITIVE," : ",NEGATIVE,") + tested + ",,");
        }
        assertThat(json(upload(tester, "text/csv", csv(rows.toArray(String[]::new))))
                        .get("accepted")
                        .asInt())
                .isEqualTo(24);
        LocalDate testedOn = LocalDate.ofInstant(tested, ZoneOffset.UTC);
        JsonNode before = rows(testedOn, testedOn, "&country=DEU").getFirst();
        UUID result = jdbc.sql("SELECT id FROM tube_result WHERE barcode = 'STAT-0' AND country_code = 'DEU'")
                .query(UUID.class)
                .single();
        HttpResponse<String> corrected = post(
                "/v1/results/" + new ResultId(result, "DEU") + "/corrections",
                tester,
                Map.of("outcome", "NEGATIVE", "reason", "Two tubes were swapped."));
        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(201);
        JsonNode after = rows(testedOn, testedOn, "&country=DEU").getFirst();
        assertThat(after.get("positiveTubes").asInt())
                .isEqualTo(before.get("positiveTubes").asInt() - 1);
        assertThat(after.get("negativeTubes").asInt())
                .isEqualTo(before.get("negativeTubes").asInt() + 1);
        assertThat(after.get("people")).isEqualTo(before.get("people"));
    }

    @Test
    void point8ASettledDayNeverChangesAgainSoThatNothingFollowsFromTheDifference() {
        LabDay lab = new LabDay("CHE", day).reports(12, POSITIVE, 10, 10, "1").reports(30, NEGATIVE, 10, 10, "1");
        lab.corrects(1, POSITIVE, NEGATIVE, Duration.ofHours(35)); // before the end of the next day
        List<Counted> settled = settledCounts();
        assertThat(settled)
                .extracting(Counted::outcome, c -> c.tally().tubes())
                .containsExactlyInAnyOrder(tuple(POSITIVE, 11L), tuple(NEGATIVE, 31L));
        lab.reports(1, POSITIVE, 10, 10, "1", Duration.ofHours(37));
        lab.corrects(1, NEGATIVE, POSITIVE, Duration.ofHours(40));
        assertThat(settledCounts()).containsExactlyInAnyOrderElementsOf(settled);
    }

    private List<Counted> settledCounts() {
        return counts.count(
                        new TubeCounts.Wanted(day, day.plusDays(1), false, null, Duration.ofHours(24), TIMEOUT, 1_000),
                        new PacedCounts.Pace(0, TIMEOUT))
                .rows();
    }

    @Test
    void point8ADayIsPublishedWhenItIsSettledAndNotBefore() {
        Clock clock = Clock.fixed(day.plusDays(2).atTime(0, 59).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        new LabDay("CHE", day).reports(30, NEGATIVE, 10, 10, "1");
        Question question = Question.of(day, day, EnumSet.noneOf(Dimension.class), null);
        StatisticsProperties daily =
                new StatisticsProperties(Duration.ofHours(24), 1, TIMEOUT, Duration.ZERO, 1_000, 1_000, 0, TIMEOUT);
        Answer before = new Statistics(counts, daily, clock).answer(question);
        assertThat(before.publishedUntil()).isEqualTo(day.minusDays(1));
        assertThat(before.rows()).isEmpty();
        Answer after = new Statistics(counts, daily, Clock.offset(clock, Duration.ofMinutes(1))).answer(question);
        assertThat(after.publishedUntil()).isEqualTo(day);
        assertThat(after.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.tubes()).isEqualTo(30));
    }

    @Test
    void point8ARegionThatIsDownIsNamedAndTheOthersAreThere() {
        threeCountries();
        TestCluster.shared().cluster().kill("ap");
        try {
            JsonNode answer = json(ask(day, day, "&by=country"));
            assertThat(answer.get("missingRegions").valueStream().map(JsonNode::asString))
                    .containsExactly("ap");
            assertThat(answer.get("rows")
                            .valueStream()
                            .map(r -> r.get("country").asString()))
                    .containsExactly("DEU", "USA");
            assertThat(json(ask(day, day, "&country=USA")).get("missingRegions"))
                    .isEmpty();
            JsonNode weeks = json(ask(day.minusDays(20), day, "&by=country")); // read piece by piece
            assertThat(weeks.get("missingRegions").valueStream().map(JsonNode::asString))
                    .containsExactly("ap");
            assertThat(weeks.get("rows").valueStream().map(r -> r.get("country").asString()))
                    .contains("DEU", "USA")
                    .doesNotContain("TWN");
            assertThat(json(ask(day, day, "&country=TWN"))
                            .get("missingRegions")
                            .get(0)
                            .asString())
                    .isEqualTo("ap");
        } finally {
            TestCluster.shared().cluster().restart("ap");
        }
        await().untilAsserted(
                        () -> assertThat(json(ask(day, day, "&by=country")).get("missingRegions"))
                                .isEmpty());
    }

    @Test
    void point8WhatIsReadPieceByPieceIsWhatTheDaysAre() {
        for (int i = 0; i < 50; i++) {
            new LabDay("LIE", day.minusDays(i)).reports(10 + i, NEGATIVE, 10, 10, "1");
        }
        JsonNode byDay = json(ask(day.minusDays(49), day, "&by=day&country=LIE"));
        assertThat(byDay.get("rows").valueStream().map(r -> r.get("tubes").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(10, 60).boxed().toList());
        JsonNode all = json(ask(day.minusDays(49), day, "&country=LIE"));
        assertThat(all.get("rows").get(0).get("tubes").asInt())
                .isEqualTo(IntStream.range(10, 60).sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to=2026-01-31                                | 400 | from
            from=2026-01-31                              | 400 | to
            from=2026-02-30&to=2026-03-01                | 400 | from
            from=2026-03-01&to=tomorrow                  | 400 | to
            from=2026-03-02&to=2026-03-01                | 400 | to
            from=2025-01-01&to=2026-02-05                | 400 | to
            from=2026-01-01&to=2026-01-02&by=age         | 400 | by
            from=2026-01-01&to=2026-01-02&by=day,        | 400 | by
            from=2026-01-01&to=2026-01-02&country=XXX    | 422 |
            """)
    void point8BadQuestionsAreRefusedAndSaySo(String query, int status, String pointer) {
        HttpResponse<String> answer = get("/v1/statistics/results?" + query, analyst);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (pointer != null) {
            assertThat(json(answer).get("errors").get(0).get("pointer").asString())
                    .isEqualTo(pointer);
        }
    }

    @Test
    void point8AnAnswerThatWouldBeTooLongIsRefusedAndNeverCutOff() {
        threeCountries();
        Question question = Question.of(day, day, EnumSet.of(Dimension.COUNTRY), null);
        for (int groups = 1; groups < 8; groups++) { // there are 6, of which 3 become rows
            Statistics limited = new Statistics(
                    counts,
                    new StatisticsProperties(
                            Duration.ZERO, 1, TIMEOUT, Duration.ZERO, Math.min(groups, 3), groups, 0, TIMEOUT),
                    Clock.systemUTC());
            if (groups < 6) {
                assertThatThrownBy(() -> limited.answer(question)).isInstanceOf(ProblemException.class);
            } else {
                assertThat(limited.answer(question).rows()).hasSize(3);
            }
        }
        Statistics oneRow = new Statistics(
                counts,
                new StatisticsProperties(Duration.ZERO, 1, TIMEOUT, Duration.ZERO, 2, 100, 0, TIMEOUT),
                Clock.systemUTC());
        assertThatThrownBy(() -> oneRow.answer(question)).isInstanceOf(ProblemException.class);
    }

    @Test
    void point8OnlyAnalystsAsk() {
        assertThat(get("/v1/statistics/results?from=2026-01-01&to=2026-01-01", tester("DEU"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask(day, day.plusDays(399), "&by=").statusCode()).isEqualTo(200);
    }
}
