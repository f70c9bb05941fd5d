package org.meridian.checkin.healthcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.Findings;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.db.topology.Country;

/** The rules by example. */
class RulesTests {

    static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    static final Country DEU = Country.of("DEU");

    private static final Country USA = Country.of("USA");

    static final Duration TWO_WEEKS = Duration.ofDays(14);

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

    static Rules rules(Duration window) {
        RuleSet rules = new RuleSet(1, Instant.EPOCH, window, TWO_WEEKS, RuleSet.OBJECTIONS);
        return new Rules(new HealthCodeProperties(List.of(rules), Map.of(), Duration.ofSeconds(10)));
    }
}
