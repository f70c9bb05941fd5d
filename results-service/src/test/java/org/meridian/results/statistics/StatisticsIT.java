package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.meridian.results.verdict.Outcome.NEGATIVE;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.problem.ProblemException;
import tools.jackson.databind.JsonNode;

/** Point 8: statistics across regions. */
class StatisticsIT extends StatisticsFixture {

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
