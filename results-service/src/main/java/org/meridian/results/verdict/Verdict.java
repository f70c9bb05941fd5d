package org.meridian.results.verdict;

/** What a tube's result means for each person in it: the rules of pooled testing, each by its name and with its reason. */
public sealed interface Verdict {

    /** Why this follows. */
    String reason();

    /** What must be done for each person in the tube before anything is certain. */
    Need need();

    /** A verdict that gives every person in the tube a result. */
    sealed interface Personal extends Verdict {

        Outcome outcome();

        Status status();
    }

    /** A negative pool releases everyone in it. */
    record PoolReleased() implements Personal {
        @Override
        public Outcome outcome() {
            return Outcome.NEGATIVE;
        }

        @Override
        public Status status() {
            return Status.FINAL;
        }

        @Override
        public Need need() {
            return Need.NONE;
        }

        @Override
        public String reason() {
            return "What is in nobody's share of the pool is in nobody.";
        }
    }

    /** A pool that is positive or inconclusive says that somebody may be, not who. */
    record PoolSuspected(Outcome outcome) implements Personal {
        @Override
        public Status status() {
            return Status.PROVISIONAL;
        }

        @Override
        public Need need() {
            return Need.RETEST;
        }

        @Override
        public String reason() {
            return "At least one of the pool may be positive; each is tested alone.";
        }
    }

    /** A tube of one person that is negative or positive decides. */
    record SingleDecided(Outcome outcome) implements Personal {
        @Override
        public Status status() {
            return Status.FINAL;
        }

        @Override
        public Need need() {
            return Need.NONE;
        }

        @Override
        public String reason() {
            return "The tube holds this person's specimen alone.";
        }
    }

    /** A tube of one person without a clear signal decides nothing. */
    record SingleUndecided() implements Personal {
        @Override
        public Outcome outcome() {
            return Outcome.INCONCLUSIVE;
        }

        @Override
        public Status status() {
            return Status.PROVISIONAL;
        }

        @Override
        public Need need() {
            return Need.RETEST;
        }

        @Override
        public String reason() {
            return "The signal does not decide; the person is tested again.";
        }
    }

    /** A specimen that could not be tested tells nothing about anybody. */
    record Unusable() implements Verdict {
        @Override
        public Need need() {
            return Need.RESAMPLE;
        }

        @Override
        public String reason() {
            return "The specimen could not be tested; a new one is taken.";
        }
    }

    static Verdict of(Method method, Outcome outcome) {
        return switch (method) {
            case POOLED ->
                switch (outcome) {
                    case NEGATIVE -> new PoolReleased();
                    case POSITIVE, INCONCLUSIVE -> new PoolSuspected(outcome);
                    case INVALID -> new Unusable();
                };
            case SINGLE ->
                switch (outcome) {
                    case NEGATIVE, POSITIVE -> new SingleDecided(outcome);
                    case INCONCLUSIVE -> new SingleUndecided();
                    case INVALID -> new Unusable();
                };
        };
    }
}
