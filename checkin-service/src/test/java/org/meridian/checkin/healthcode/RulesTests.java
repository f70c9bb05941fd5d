package org.meridian.checkin.healthcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.db.topology.Country;

class RulesTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final Country DEU = Country.of("DEU");
    private static final Country USA = Country.of("USA");
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(30));

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Duration window : WINDOWS) {
            for (Outcome outcome : Outcome.values()) {
                for (Certainty certainty : Certainty.values()) {
                    for (Duration age : ages(window)) {
                        all.add(Arguments.of(window, outcome, certainty, age));
                    }
                }
            }
        }
        return all.stream();
    }

    private static List<Duration> ages(Duration window) {
        return List.of(
                Duration.ofMinutes(-1),
                Duration.ZERO,
                Duration.ofHours(5),
                window.minusMillis(1),
                window,
                window.plusMillis(1),
                TWO_WEEKS.minusMillis(1),
                TWO_WEEKS,
                TWO_WEEKS.plusMillis(1),
                Duration.ofDays(400));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyColourFollowsFromTheRulesAsWritten(Duration window, Outcome outcome, Certainty certainty, Duration age) {
        Rules.Verdict verdict = rules(window).judge(DEU, new LatestResult(outcome, certainty, NOW.minus(age)), NOW);
        boolean isFinal = certainty != Certainty.PROVISIONAL;
        Colour expected;
        if (isFinal && outcome == Outcome.POSITIVE && age.compareTo(TWO_WEEKS) < 0) {
            expected = Colour.RED;
        } else if (!isFinal || outcome == Outcome.INCONCLUSIVE || age.compareTo(window) >= 0) {
            expected = Colour.YELLOW;
        } else {
            expected = Colour.GREEN;
        }
        assertThat(verdict.colour()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyColourStatesItsReasonsAndOnlyItsOwn(Duration window, Outcome outcome, Certainty certainty, Duration age) {
        Rules.Verdict verdict = rules(window).judge(DEU, new LatestResult(outcome, certainty, NOW.minus(age)), NOW);
        assertThat(verdict.reasons())
                .isNotEmpty()
                .allMatch(reason -> Policy.valueOf(reason.rule()).colour() == verdict.colour())
                .allMatch(reason -> !reason.text().isBlank());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void theColourHoldsUntilTheMomentNamedAndNotBeyondIt(
            Duration window, Outcome outcome, Certainty certainty, Duration age) {
        Rules rules = rules(window);
        LatestResult latest = new LatestResult(outcome, certainty, NOW.minus(age));
        Rules.Verdict verdict = rules.judge(DEU, latest, NOW);
        if (verdict.changesAt().isPresent()) {
            Instant change = verdict.changesAt().get();
            assertThat(change).isAfter(NOW);
            assertThat(rules.judge(DEU, latest, change.minusNanos(1)).colour()).isEqualTo(verdict.colour());
            assertThat(rules.judge(DEU, latest, change).colour()).isNotEqualTo(verdict.colour());
        } else {
            assertThat(rules.judge(DEU, latest, NOW.plus(Duration.ofDays(1000))).colour())
                    .isEqualTo(verdict.colour());
        }
    }

    @Test
    void nobodyIsGreenWithoutATest() {
        Rules.Verdict verdict = judge(rules(Duration.ofDays(3)), DEU, null);
        assertThat(verdict.colour()).isEqualTo(Colour.YELLOW);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("NO_RECENT_TEST");
        assertThat(verdict.changesAt()).isEmpty();
    }

    @Test
    void anOldProvisionalResultGivesBothReasons() {
        var old = new LatestResult(Outcome.POSITIVE, Certainty.PROVISIONAL, NOW.minus(Duration.ofDays(5)));
        assertThat(judge(rules(Duration.ofDays(3)), DEU, old).reasons())
                .extracting(Reason::rule)
                .containsExactly("PROVISIONAL_POOL_RESULT", "NO_RECENT_TEST");
    }

    @Test
    void aCountrysOwnRulesReplaceTheGeneralOnes() {
        var properties = new HealthCodeProperties(
                List.of(),
                Map.of(USA, List.of(new RuleSet(3, Instant.EPOCH, Duration.ofDays(7), TWO_WEEKS))),
                Duration.ofSeconds(10));
        var negative = new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, NOW.minus(Duration.ofDays(4)));
        assertThat(judge(new Rules(properties), USA, negative).colour()).isEqualTo(Colour.GREEN);
        assertThat(judge(new Rules(properties), DEU, negative).colour()).isEqualTo(Colour.YELLOW);
    }

    @Test
    void aNewVersionOfTheRulesHoldsFromItsMomentAndIsForeseen() {
        Instant stricter = NOW.plus(Duration.ofHours(2));
        var properties = new HealthCodeProperties(
                List.of(
                        new RuleSet(2, stricter, Duration.ofDays(1), TWO_WEEKS),
                        new RuleSet(1, Instant.EPOCH, Duration.ofDays(3), TWO_WEEKS)),
                Map.of(),
                Duration.ofSeconds(10));
        var negative = new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, NOW.minus(Duration.ofDays(2)));
        Rules rules = new Rules(properties);
        assertThat(judge(rules, DEU, negative).colour()).isEqualTo(Colour.GREEN);
        assertThat(judge(rules, DEU, negative).changesAt()).contains(stricter);
        assertThat(rules.judge(DEU, negative, stricter).colour()).isEqualTo(Colour.YELLOW);
    }

    @Test
    void versionsThatDoNotGrowAreRefused() {
        List<RuleSet> twice = List.of(RuleSet.STANDARD, RuleSet.STANDARD);
        assertThatThrownBy(() -> new HealthCodeProperties(twice, Map.of(), Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must grow");
    }

    @Test
    void aWindowThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new RuleSet(1, Instant.EPOCH, Duration.ZERO, TWO_WEEKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test-window");
    }

    private static Rules.Verdict judge(Rules rules, Country country, @Nullable LatestResult latest) {
        return rules.judge(country, latest, NOW);
    }

    private static Rules rules(Duration window) {
        RuleSet rules = new RuleSet(1, Instant.EPOCH, window, TWO_WEEKS);
        return new Rules(new HealthCodeProperties(List.of(rules), Map.of(), Duration.ofSeconds(10)));
    }
}
