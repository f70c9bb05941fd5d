package org.meridian.checkin.healthcode;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.LatestResult;
import org.meridian.checkin.status.LatestResult.Outcome;

/** The named policies, each with its colour and the reason it gives. Spans are half open: at their end they are over. */
enum Policy {
    POSITIVE_TEST(Colour.RED) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest != null
                    && latest.isFinal()
                    && latest.outcome() == Outcome.POSITIVE
                    && now.isBefore(latest.sampledAt().plus(rules.positiveFor()));
        }

        @Override
        String text(RuleSet rules) {
            return "A test within the last " + inWords(rules.positiveFor()) + " was positive.";
        }
    },
    PROVISIONAL_POOL_RESULT(Colour.YELLOW) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest != null && !latest.isFinal();
        }

        @Override
        String text(RuleSet rules) {
            return "The pool that your sample was in was not negative; your own result is still open.";
        }
    },
    INCONCLUSIVE_TEST(Colour.YELLOW) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest != null && latest.isFinal() && latest.outcome() == Outcome.INCONCLUSIVE;
        }

        @Override
        String text(RuleSet rules) {
            return "Your latest test could not be read.";
        }
    },
    NO_RECENT_TEST(Colour.YELLOW) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest == null || !now.isBefore(latest.sampledAt().plus(rules.testWindow()));
        }

        @Override
        String text(RuleSet rules) {
            return "There is no test within the last " + inWords(rules.testWindow()) + ".";
        }
    },
    RECENT_NEGATIVE_TEST(Colour.GREEN) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest != null && latest.isFinal() && latest.outcome() == Outcome.NEGATIVE;
        }

        @Override
        String text(RuleSet rules) {
            return "A test within the last " + inWords(rules.testWindow()) + " was negative.";
        }
    },
    /** Only where the window for tests is longer than a positive one counts. */
    POSITIVE_TEST_IS_OVER(Colour.GREEN) {
        @Override
        boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now) {
            return latest != null && latest.isFinal() && latest.outcome() == Outcome.POSITIVE;
        }

        @Override
        String text(RuleSet rules) {
            return "The positive test was more than " + inWords(rules.positiveFor()) + " ago.";
        }
    };

    private final Colour colour;

    Policy(Colour colour) {
        this.colour = colour;
    }

    abstract boolean holds(@Nullable LatestResult latest, RuleSet rules, Instant now);

    abstract String text(RuleSet rules);

    Colour colour() {
        return colour;
    }

    Reason reason(RuleSet rules) {
        return new Reason(name(), text(rules));
    }

    private static String inWords(Duration span) {
        return span.toHours() % 24 == 0 && span.toDays() > 3 ? span.toDays() + " days" : span.toHours() + " hours";
    }
}
