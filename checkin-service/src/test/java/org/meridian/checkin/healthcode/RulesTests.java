package org.meridian.checkin.healthcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.Findings;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.db.topology.Country;

class RulesTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final Country DEU = Country.of("DEU");
    private static final Country USA = Country.of("USA");
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(30));

    /** A case: what was found how long ago, and under which window. */
    private record Case(
            Duration window,
            @Nullable Outcome outcome,
            Certainty certainty,
            @Nullable Method method,
            Duration age,
            @Nullable Duration positive,
            @Nullable Duration suspected) {

        Findings findings() {
            return new Findings(
                    outcome == null ? null : new LatestResult(outcome, certainty, method, NOW.minus(age)),
                    positive == null ? null : NOW.minus(positive),
                    suspected == null ? null : NOW.minus(suspected),
                    null);
        }

        boolean isFinal() {
            return certainty != Certainty.PROVISIONAL;
        }

        /** The rules as the documentation says them. */
        Colour expected() {
            boolean latestIsPositive = outcome == Outcome.POSITIVE && isFinal();
            if (recent(positive) || (latestIsPositive && recent(age))) {
                return Colour.RED;
            }
            if (recent(suspected) || outcome == null || !isFinal() || age.compareTo(window) >= 0) {
                return Colour.YELLOW;
            }
            return outcome == Outcome.INCONCLUSIVE ? Colour.YELLOW : Colour.GREEN;
        }

        private static boolean recent(@Nullable Duration age) {
            return age != null && age.compareTo(TWO_WEEKS) < 0;
        }
    }

    private static Stream<Duration> windows() {
        return WINDOWS.stream();
    }

    /** Every outcome at every border of every span, with every other finding at the borders of its own. */
    private static List<Case> everything(Duration window) {
        List<Case> all = new ArrayList<>();
        for (@Nullable Duration positive : agesOfFindings()) {
            for (@Nullable Duration suspected : agesOfFindings()) {
                all.add(new Case(window, null, Certainty.FINAL, null, Duration.ZERO, positive, suspected));
                for (Outcome outcome : Outcome.values()) {
                    for (Certainty certainty : Certainty.values()) {
                        for (@Nullable Method method : methods()) {
                            for (Duration age : ages(window)) {
                                all.add(new Case(window, outcome, certainty, method, age, positive, suspected));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<@Nullable Method> methods() {
        return Arrays.asList(Method.POOLED, Method.SINGLE, null);
    }

    private static List<@Nullable Duration> agesOfFindings() {
        return Arrays.asList(
                null, Duration.ZERO, Duration.ofDays(5), TWO_WEEKS.minusMillis(1), TWO_WEEKS, TWO_WEEKS.plusMillis(1));
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
    @MethodSource("windows")
    void point2EveryColourFollowsFromTheRulesAsWritten(Duration window) {
        for (Case one : everything(window)) {
            assertThat(rules(window).judge(DEU, one.findings(), NOW).colour())
                    .as("%s", one)
                    .isEqualTo(one.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void everyColourStatesItsReasonsAndOnlyItsOwn(Duration window) {
        for (Case one : everything(window)) {
            Rules.Verdict verdict = rules(window).judge(DEU, one.findings(), NOW);
            assertThat(verdict.reasons())
                    .as("%s", one)
                    .isNotEmpty()
                    .allMatch(reason -> Policy.valueOf(reason.rule()).colour(one.findings()) == verdict.colour())
                    .allMatch(reason -> !reason.text().isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theColourHoldsUntilTheMomentNamedAndNotBeyondIt(Duration window) {
        Rules rules = rules(window);
        for (Case one : everything(window)) {
            Rules.Verdict verdict = rules.judge(DEU, one.findings(), NOW);
            if (verdict.changesAt().isPresent()) {
                Instant change = verdict.changesAt().get();
                assertThat(change).as("%s", one).isAfter(NOW);
                assertThat(colourAt(rules, one, change.minusNanos(1)))
                        .as("%s", one)
                        .isEqualTo(verdict.colour());
                assertThat(colourAt(rules, one, change)).as("%s", one).isNotEqualTo(verdict.colour());
            } else {
                assertThat(colourAt(rules, one, NOW.plus(Duration.ofDays(1000))))
                        .as("%s", one)
                        .isEqualTo(verdict.colour());
            }
        }
    }

    /** Looks at the whole time between, not only just before the end. */
    @ParameterizedTest
    @MethodSource("windows")
    void theColourDoesNotChangeAndComeBackUnseen(Duration window) {
        Rules rules = rules(window);
        List<Case> all = everything(window);
        for (int i = 0; i < all.size(); i += 53) { // a prime, so that no fact is always the same
            Case one = all.get(i);
            Rules.Verdict verdict = rules.judge(DEU, one.findings(), NOW);
            Instant end = verdict.changesAt().orElse(NOW.plus(Duration.ofDays(40)));
            for (Instant moment = NOW; moment.isBefore(end); moment = moment.plus(Duration.ofHours(6))) {
                assertThat(colourAt(rules, one, moment))
                        .as("%s at %s", one, moment)
                        .isEqualTo(verdict.colour());
            }
        }
    }

    private static Colour colourAt(Rules rules, Case one, Instant moment) {
        return rules.judge(DEU, one.findings(), moment).colour();
    }

    @Test
    void point2ANegativeTestAfterAPositiveOneLeavesTheCodeRed() {
        var negative =
                new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.SINGLE, NOW.minus(Duration.ofDays(1)));
        Instant positiveAt = NOW.minus(Duration.ofDays(13));
        Rules.Verdict verdict = judge(rules(Duration.ofDays(3)), DEU, new Findings(negative, positiveAt, null, null));
        assertThat(verdict.colour()).isEqualTo(Colour.RED);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("POSITIVE_TEST");
        assertThat(verdict.changesAt()).contains(positiveAt.plus(TWO_WEEKS));
        assertThat(judge(rules(Duration.ofDays(3)), DEU, new Findings(negative, NOW.minus(TWO_WEEKS), null, null))
                        .colour())
                .isEqualTo(Colour.GREEN);
    }

    @Test
    void point2ALaterNegativePoolDoesNotReleaseWhoeverStillNeedsARetest() {
        var negative =
                new LatestResult(Outcome.NEGATIVE, Certainty.FINAL, Method.POOLED, NOW.minus(Duration.ofHours(4)));
        var found = new Findings(negative, null, NOW.minus(Duration.ofDays(2)), null);
        Rules.Verdict verdict = judge(rules(Duration.ofDays(30)), DEU, found);
        assertThat(verdict.colour()).isEqualTo(Colour.YELLOW);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("RETEST_OUTSTANDING");
        assertThat(verdict.changesAt()).contains(NOW.plus(Duration.ofDays(12)));
    }

    @Test
    void aSingleTestThatCouldNotBeReadIsNotCalledAPool() {
        var unread = new LatestResult(Outcome.INCONCLUSIVE, Certainty.PROVISIONAL, Method.SINGLE, NOW);
        assertThat(judge(rules(Duration.ofDays(3)), DEU, new Findings(unread, null, NOW, null))
                        .reasons())
                .extracting(Reason::rule)
                .containsExactly("INCONCLUSIVE_TEST");
    }

    @Test
    void aCorrectionCanLeaveSomebodyWithoutResultsButNotWithoutAColour() {
        assertThat(judge(rules(Duration.ofDays(3)), DEU, new Findings(null, null, NOW.minus(Duration.ofDays(1)), null))
                        .reasons())
                .extracting(Reason::rule)
                .containsExactly("RETEST_OUTSTANDING", "NO_RECENT_TEST");
    }

    /** All that tests can say, with each colour that officers can set: theirs prevails, to its end and no longer. */
    @Test
    void point8AnOverridePrevailsOverEveryFindingUntilItsEnd() {
        Instant end = NOW.plus(Duration.ofDays(2));
        for (Outcome outcome : Outcome.values()) {
            for (Certainty certainty : Certainty.values()) {
                Findings found = latest(outcome, certainty, Duration.ofHours(1));
                Rules.Verdict without = judge(rules(Duration.ofDays(3)), DEU, found);
                for (Colour colour : Colour.values()) {
                    Findings set = new Findings(
                            found.latest(), found.positiveAt(), found.suspectedAt(), new StandingOverride(colour, end));
                    Rules rules = rules(Duration.ofDays(3));
                    Rules.Verdict with = judge(rules, DEU, set);
                    assertThat(with.colour()).isEqualTo(colour);
                    assertThat(with.reasons())
                            .singleElement()
                            .satisfies(
                                    reason -> assertThat(reason)
                                            .isEqualTo(
                                                    new Reason(
                                                            "OVERRIDE",
                                                            "Two health officers set this until " + end
                                                                    + "; your notices say why. Object at the health office of your division.")));
                    assertThat(with.changesAt()).contains(end);
                    assertThat(rules.judge(DEU, set, end.minusNanos(1)).colour())
                            .isEqualTo(colour);
                    assertThat(rules.judge(DEU, set, end)).isEqualTo(rules.judge(DEU, found, end));
                    assertThat(without.reasons()).extracting(Reason::rule).doesNotContain("OVERRIDE");
                }
            }
        }
    }

    @Test
    void nobodyIsGreenWithoutATest() {
        Rules.Verdict verdict = judge(rules(Duration.ofDays(3)), DEU, Findings.NONE);
        assertThat(verdict.colour()).isEqualTo(Colour.YELLOW);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("NO_RECENT_TEST");
        assertThat(verdict.changesAt()).isEmpty();
    }

    @Test
    void anOldProvisionalResultGivesBothReasons() {
        var old = latest(Outcome.POSITIVE, Certainty.PROVISIONAL, Duration.ofDays(5));
        assertThat(judge(rules(Duration.ofDays(3)), DEU, old).reasons())
                .extracting(Reason::rule)
                .containsExactly("PROVISIONAL_POOL_RESULT", "NO_RECENT_TEST");
    }

    @Test
    void aCountrysOwnRulesReplaceTheGeneralOnes() {
        var properties = new HealthCodeProperties(
                List.of(),
                Map.of(USA, List.of(new RuleSet(3, Instant.EPOCH, Duration.ofDays(7), TWO_WEEKS, RuleSet.OBJECTIONS))),
                Duration.ofSeconds(10));
        var negative = latest(Outcome.NEGATIVE, Certainty.FINAL, Duration.ofDays(4));
        assertThat(judge(new Rules(properties), USA, negative).colour()).isEqualTo(Colour.GREEN);
        assertThat(judge(new Rules(properties), DEU, negative).colour()).isEqualTo(Colour.YELLOW);
    }

    @Test
    void aNewVersionOfTheRulesHoldsFromItsMomentAndIsForeseen() {
        Instant stricter = NOW.plus(Duration.ofHours(2));
        var properties = new HealthCodeProperties(
                List.of(
                        new RuleSet(2, stricter, Duration.ofDays(1), TWO_WEEKS, RuleSet.OBJECTIONS),
                        new RuleSet(1, Instant.EPOCH, Duration.ofDays(3), TWO_WEEKS, RuleSet.OBJECTIONS)),
                Map.of(),
                Duration.ofSeconds(10));
        var negative = latest(Outcome.NEGATIVE, Certainty.FINAL, Duration.ofDays(2));
        Rules rules = new Rules(properties);
        assertThat(judge(rules, DEU, negative).colour()).isEqualTo(Colour.GREEN);
        assertThat(judge(rules, DEU, negative).changesAt()).contains(stricter);
        assertThat(rules.judge(DEU, negative, stricter).colour()).isEqualTo(Colour.YELLOW);
    }

    /** A stricter version begins within the validity: its own end counts, not that of the one that holds now. */
    @Test
    void theEndOfASpanUnderRulesToComeIsForeseen() {
        Instant stricter = NOW.plus(Duration.ofHours(2));
        var properties = new HealthCodeProperties(
                List.of(
                        new RuleSet(1, Instant.EPOCH, Duration.ofDays(3), TWO_WEEKS, RuleSet.OBJECTIONS),
                        new RuleSet(2, stricter, Duration.ofDays(1), TWO_WEEKS, RuleSet.OBJECTIONS)),
                Map.of(),
                Duration.ofSeconds(10));
        var negative = latest(Outcome.NEGATIVE, Certainty.FINAL, Duration.ofHours(19));
        assertThat(judge(new Rules(properties), DEU, negative).changesAt()).contains(NOW.plus(Duration.ofHours(5)));
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
        assertThatThrownBy(() -> new RuleSet(1, Instant.EPOCH, Duration.ZERO, TWO_WEEKS, RuleSet.OBJECTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test-window");
    }

    private static Rules.Verdict judge(Rules rules, Country country, Findings found) {
        return rules.judge(country, found, NOW);
    }

    private static Findings latest(Outcome outcome, Certainty certainty, Duration age) {
        return new Findings(new LatestResult(outcome, certainty, Method.POOLED, NOW.minus(age)), null, null, null);
    }

    private static Rules rules(Duration window) {
        RuleSet rules = new RuleSet(1, Instant.EPOCH, window, TWO_WEEKS, RuleSet.OBJECTIONS);
        return new Rules(new HealthCodeProperties(List.of(rules), Map.of(), Duration.ofSeconds(10)));
    }
}
