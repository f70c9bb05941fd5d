package org.meridian.checkin.healthcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.Findings;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Method;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.checkin.status.StandingOverride;

/** The named policies, each with its colour and the reason it gives. Spans are half open: at their end they are over. */
enum Policy {
    /** Whatever the tests say. Its colour is the officers'. */
    OVERRIDE {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            StandingOverride override = found.override();
            return override != null && override.holds(now);
        }

        @Override
        Colour colour(Findings found) {
            return standing(found).colour();
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "Two health officers set this until " + standing(found).endsAt()
                    + "; your notices say why. Object at " + rules.objections() + ".";
        }

        private static StandingOverride standing(Findings found) {
            return Objects.requireNonNull(found.override());
        }
    },
    /** Whatever came later: a negative test does not end an infection that was found. */
    POSITIVE_TEST(Colour.RED) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            return within(found.positiveAt(), rules.positiveFor(), now);
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "A test within the last " + inWords(rules.positiveFor()) + " was positive.";
        }
    },
    PROVISIONAL_POOL_RESULT(Colour.YELLOW) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            LatestResult latest = found.latest();
            return latest != null && !latest.isFinal() && latest.method() != Method.SINGLE;
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "The pool that your sample was in was not negative; your own result is still open.";
        }
    },
    INCONCLUSIVE_TEST(Colour.YELLOW) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            LatestResult latest = found.latest();
            return latest != null
                    && (latest.isFinal() ? latest.outcome() == Outcome.INCONCLUSIVE : latest.method() == Method.SINGLE);
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "Your latest test could not be read.";
        }
    },
    /** An earlier sample's: that of a latest one is named by the two before. */
    RETEST_OUTSTANDING(Colour.YELLOW) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            LatestResult latest = found.latest();
            return within(found.suspectedAt(), rules.positiveFor(), now) && (latest == null || latest.isFinal());
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "A sample of the last " + inWords(rules.positiveFor()) + " still needs a retest of your own.";
        }
    },
    NO_RECENT_TEST(Colour.YELLOW) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            LatestResult latest = found.latest();
            return latest == null || !within(latest.sampledAt(), rules.testWindow(), now);
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "There is no test within the last " + inWords(rules.testWindow()) + ".";
        }
    },
    RECENT_NEGATIVE_TEST(Colour.GREEN) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            return isFinal(found.latest(), Outcome.NEGATIVE);
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "A test within the last " + inWords(rules.testWindow()) + " was negative.";
        }
    },
    /** Only where the window for tests is longer than a positive one counts. */
    POSITIVE_TEST_IS_OVER(Colour.GREEN) {
        @Override
        boolean holds(Findings found, RuleSet rules, Instant now) {
            return isFinal(found.latest(), Outcome.POSITIVE);
        }

        @Override
        String text(Findings found, RuleSet rules) {
            return "The positive test was more than " + inWords(rules.positiveFor()) + " ago.";
        }
    };

    private final @Nullable Colour colour; // none: it depends

    Policy() {
        this.colour = null;
    }

    Policy(Colour colour) {
        this.colour = colour;
    }

    abstract boolean holds(Findings found, RuleSet rules, Instant now);

    abstract String text(Findings found, RuleSet rules);

    Colour colour(Findings found) {
        return Objects.requireNonNull(colour);
    }

    Reason reason(Findings found, RuleSet rules) {
        return new Reason(name(), text(found, rules));
    }

    private static boolean within(@Nullable Instant from, Duration span, Instant now) {
        return from != null && now.isBefore(from.plus(span));
    }

    private static boolean isFinal(@Nullable LatestResult latest, Outcome outcome) {
        return latest != null && latest.isFinal() && latest.outcome() == outcome;
    }

    private static String inWords(Duration span) {
        return span.toHours() % 24 == 0 && span.toDays() > 3 ? span.toDays() + " days" : span.toHours() + " hours";
    }
}
