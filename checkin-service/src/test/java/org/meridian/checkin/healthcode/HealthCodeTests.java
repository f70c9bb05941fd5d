package org.meridian.checkin.healthcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.HealthStatus;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.checkin.status.Vaccination;
import org.meridian.platform.id.ResidentId;
import tools.jackson.databind.json.JsonMapper;

class HealthCodeTests {

    private static final Instant NOW = Instant.parse("2026-03-01T13:15:30Z");
    private static final ResidentId RESIDENT = ResidentId.of("DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE");
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final CodeMaker CODES =
            new CodeMaker(new Rules(new HealthCodeProperties(List.of(), Map.of(), Duration.ofSeconds(10))));

    /** As long as one is. */
    private static final String SIGNATURE = "s".repeat(86);

    @Test
    void theLongestCodeFitsAKibibyte() {
        String longest = "𠜎".repeat(300); // four bytes each
        var latest = new LatestResult(
                Outcome.INCONCLUSIVE, Certainty.PROVISIONAL, Method.POOLED, NOW.minus(Duration.ofDays(99_999)));
        var vaccination = new Vaccination(Integer.MAX_VALUE, LocalDate.of(2026, 2, 28));
        var worst = new HealthStatus(RESIDENT, 7, latest, null, null, vaccination, longest, longest, null, null);
        HealthCode code = CODES.code(worst, NOW, NOW).signed(SIGNATURE);
        assertThat(code.reasons()).hasSize(2);
        assertThat(JSON.writeValueAsBytes(code).length).isLessThanOrEqualTo(1024);
        var retest = new HealthStatus(RESIDENT, 7, null, null, NOW, vaccination, longest, longest, null, null);
        assertThat(CODES.code(retest, NOW, NOW).reasons()).hasSize(2);
        assertThat(JSON.writeValueAsBytes(CODES.code(retest, NOW, NOW).signed(SIGNATURE)).length)
                .isLessThanOrEqualTo(1024);
        var farAway = new RuleSet(1, Instant.EPOCH, Duration.ofDays(3), Duration.ofDays(14), "𠜎".repeat(20));
        var elsewhere =
                new CodeMaker(new Rules(new HealthCodeProperties(List.of(farAway), Map.of(), Duration.ofSeconds(10))));
        var override = new StandingOverride(Colour.YELLOW, NOW.plusSeconds(1));
        var set = new HealthStatus(RESIDENT, 7, latest, null, null, vaccination, longest, longest, null, override);
        assertThat(JSON.writeValueAsBytes(elsewhere.code(set, NOW, NOW).signed(SIGNATURE)).length)
                .isLessThanOrEqualTo(1024);
    }

    @Test
    void point8AnOverrideChangesTheEtagAndTheCodeIsValidToItsEndAtTheMost() {
        var latest = new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofHours(1)));
        Instant end = NOW.plus(Duration.ofMinutes(40));
        for (Colour colour : Colour.values()) {
            var set = new HealthStatus(
                    RESIDENT, 7, latest, null, null, null, null, null, null, new StandingOverride(colour, end));
            HealthCode code = CODES.code(set, NOW, null);
            assertThat(code.colour()).isEqualTo(colour);
            assertThat(code.validUntil()).isEqualTo(end);
            assertThat(code.stale()).isFalse();
            assertThat(CODES.code(set, NOW, NOW).stale()).isTrue();
            assertThat(code.etag()).isNotEqualTo(etag(status(latest, null, null), NOW));
            assertThat(CODES.code(set, end, null).reasons())
                    .extracting(Reason::rule)
                    .containsExactly("RECENT_NEGATIVE_TEST");
        }
    }

    @Test
    void aCodeIsWrittenAsTheContractSays() {
        var latest =
                new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofHours(30)));
        HealthCode code = CODES.code(status(latest, "E*** M***", "L01X*****"), NOW, null);
        assertThat(JSON.writeValueAsString(code)).isEqualTo("""
                {"colour":"GREEN","reasons":[{"rule":"RECENT_NEGATIVE_TEST",\
                "text":"A test within the last 72 hours was negative."}],\
                "latestTest":{"outcome":"NEGATIVE","sampledAt":"2026-02-28T07:15:30Z","ageHours":30},\
                "name":"E*** M***","nationalId":"L01X*****",\
                "generatedAt":"2026-03-01T13:15:30Z","validUntil":"2026-03-02T12:00:00Z","stale":false}""");
    }

    @Test
    void point7VaccinationsAreShown() {
        var latest =
                new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofHours(30)));
        var vaccinated = new HealthStatus(
                RESIDENT, 7, latest, null, null, new Vaccination(2, LocalDate.of(2025, 11, 3)), null, null, null, null);
        HealthCode code = CODES.code(vaccinated, NOW, null);
        assertThat(JSON.writeValueAsString(code))
                .contains("\"vaccination\":{\"doses\":2,\"lastDoseOn\":\"2025-11-03\"}");
        assertThat(code.etag()).isNotEqualTo(etag(status(latest, null, null), NOW));
    }

    @Test
    void theSameStatusHasTheSameEtagWithinItsValidity() {
        HealthStatus status = status(Outcome.NEGATIVE, "E*** M***");
        assertThat(etag(status, NOW)).isEqualTo(etag(status, NOW.plus(Duration.ofHours(9))));
    }

    @Test
    void anEtagEndsWithTheValidity() {
        HealthStatus status = status(Outcome.NEGATIVE, "E*** M***");
        HealthCode code = CODES.code(status, NOW, null);
        assertThat(etag(status, code.validUntil())).isNotEqualTo(code.etag());
    }

    @Test
    void anythingElseSaidIsAnotherEtag() {
        HealthStatus status = status(Outcome.NEGATIVE, "E*** M***");
        assertThat(etag(status, NOW))
                .isNotEqualTo(etag(status(Outcome.POSITIVE, "E*** M***"), NOW))
                .isNotEqualTo(etag(status(Outcome.NEGATIVE, null), NOW))
                .isNotEqualTo(CODES.code(status, NOW, NOW).etag());
    }

    @Test
    void validityEndsWhereTheColourWouldChange() {
        var latest =
                new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofHours(70)));
        HealthCode code = CODES.code(status(latest, null, null), NOW, null);
        assertThat(code.validUntil()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void aStaleCodeIsOfTheTimeOfWhatItIsMadeFromAndJudgedByTheRulesOfNow() {
        var latest = new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofDays(3)));
        Instant seenAt = NOW.minus(Duration.ofHours(2));
        HealthCode code = CODES.code(status(latest, null, null), NOW, seenAt);
        assertThat(code.generatedAt()).isEqualTo(seenAt);
        assertThat(code.colour()).isEqualTo(Colour.YELLOW);
        assertThat(code.latestTest())
                .isNotNull()
                .satisfies(test -> assertThat(test.ageHours()).isEqualTo(72));
        assertThat(CODES.code(status(latest, null, null), NOW, null).generatedAt())
                .isEqualTo(NOW);
    }

    @Test
    void whateverAStaleCodeSaysIsSigned() {
        HealthCode code = CODES.code(status(Outcome.NEGATIVE, "E*** M***"), NOW, NOW.minus(Duration.ofMinutes(3)));
        ResidentId somebodyElse = ResidentId.of("DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RF");
        List<String> texts = List.of(
                code.signedText(RESIDENT),
                code.signedText(somebodyElse),
                CODES.code(status(Outcome.POSITIVE, "E*** M***"), NOW, code.generatedAt())
                        .signedText(RESIDENT),
                CODES.code(status(Outcome.NEGATIVE, "K*** M***"), NOW, code.generatedAt())
                        .signedText(RESIDENT),
                CODES.code(status(Outcome.NEGATIVE, "E*** M***"), NOW, NOW).signedText(RESIDENT),
                CODES.code(status(Outcome.NEGATIVE, "E*** M***"), NOW.plus(Duration.ofMinutes(1)), code.generatedAt())
                        .signedText(RESIDENT));
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void whoseHomeCannotBeAskedIsYellowForThatReason() {
        HealthCode code = CODES.homeUnreachable(NOW);
        assertThat(code.colour()).isEqualTo(Colour.YELLOW);
        assertThat(code.stale()).isTrue();
        assertThat(code.reasons()).extracting(Reason::rule).containsExactly("HOME_UNREACHABLE");
        assertThat(code.validUntil()).isBetween(NOW, NOW.plus(Duration.ofMinutes(5)));
    }

    private static HealthStatus status(LatestResult latest, @Nullable String name, @Nullable String nationalId) {
        return new HealthStatus(RESIDENT, 7, latest, null, null, null, name, nationalId, null, null);
    }

    private static HealthStatus status(Outcome outcome, @Nullable String name) {
        var latest = new LatestResult(outcome, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofHours(3)));
        return status(latest, name, "L01X*****");
    }

    private static String etag(HealthStatus status, Instant now) {
        return CODES.code(status, now, null).etag();
    }
}
