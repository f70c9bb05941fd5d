package org.meridian.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import org.junit.jupiter.api.Test;
import org.meridian.results.tube.ResultId;
import tools.jackson.databind.JsonNode;

/** Points 3 and 8: statistics follow corrections until a day is settled, and not after that. */
class SettledStatisticsIT extends StatisticsFixture {

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
}
