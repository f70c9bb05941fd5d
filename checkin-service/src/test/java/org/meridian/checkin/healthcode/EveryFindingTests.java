package org.meridian.checkin.healthcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.Findings;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.db.topology.Country;

/** Every finding at every border of every span, under several rules. */
class EveryFindingTests {

    private static final Instant NOW = RulesTests.NOW;

    private static final Country DEU = RulesTests.DEU;

    private static final Duration TWO_WEEKS = RulesTests.TWO_WEEKS;

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
            assertThat(RulesTests.rules(window).judge(DEU, one.findings(), NOW).colour())
                    .as("%s", one)
                    .isEqualTo(one.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void everyColourStatesItsReasonsAndOnlyItsOwn(Duration window) {
        for (Case one : everything(window)) {
            Rules.Verdict verdict = RulesTests.rules(window).judge(DEU, one.findings(), NOW);
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
        Rules rules = RulesTests.rules(window);
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
        Rules rules = RulesTests.rules(window);
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
}
