package org.meridian.results.latest;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;
import org.meridian.results.verdict.Verdict;

/**
 * What follows for a person from any number of samples' results. States of different samples add up, in any order and
 * however grouped, so a first result needs no history to be taken in. A correction takes something away, for which a
 * state is made anew from all results.
 *
 * @param newest the result of the newest sample that could be tested
 * @param decided the newest sample that a tube of this person alone decided
 * @param positiveAt when the newest sample was taken that was positive alone
 * @param retestAt when the newest provisional sample was taken, settled or not
 * @param resampleAt when the newest sample was taken that could not be tested
 */
public record PersonState(
        ResidentId residentId,
        @Nullable Newest newest,
        @Nullable Decided decided,
        @Nullable Instant positiveAt,
        @Nullable Instant retestAt,
        @Nullable Instant resampleAt) {

    private static final Comparator<Newest> NEWER = Comparator.comparing(Newest::sampledAt)
            .thenComparing(newest -> newest.method() == Method.SINGLE)
            .thenComparing(Newest::sampleId, Ids.ORDER);

    private static final Comparator<Decided> DECIDED_LATER = Comparator.comparing(Decided::at)
            .thenComparing(decided -> decided.by().id(), Ids.ORDER);

    /** One sample's result, as it is shown. Of the same moment a person's own tube counts more than a pool. */
    public record Newest(
            UUID sampleId,
            ResultId resultId,
            Outcome outcome,
            Status status,
            Method method,
            Instant sampledAt,
            Instant testedAt) {}

    /** @param at when the sample was taken */
    public record Decided(Instant at, ResultId by) {}

    /** What one sample's first result means. */
    public static PersonState of(
            ResidentId resident,
            UUID sampleId,
            ResultId resultId,
            Verdict verdict,
            Method method,
            Instant sampledAt,
            Instant testedAt) {
        return switch (verdict) {
            case Verdict.Personal personal -> {
                boolean decides = verdict instanceof Verdict.SingleDecided;
                yield new PersonState(
                        resident,
                        new Newest(
                                sampleId, resultId, personal.outcome(), personal.status(), method, sampledAt, testedAt),
                        decides ? new Decided(sampledAt, resultId) : null,
                        decides && personal.outcome() == Outcome.POSITIVE ? sampledAt : null,
                        personal.status() == Status.PROVISIONAL ? sampledAt : null,
                        null);
            }
            case Verdict.Unusable unusable -> new PersonState(resident, null, null, null, null, sampledAt);
        };
    }

    /** The two together. */
    public PersonState and(PersonState other) {
        return new PersonState(
                residentId,
                later(newest, other.newest, NEWER),
                later(decided, other.decided, DECIDED_LATER),
                later(positiveAt, other.positiveAt, Comparator.naturalOrder()),
                later(retestAt, other.retestAt, Comparator.naturalOrder()),
                later(resampleAt, other.resampleAt, Comparator.naturalOrder()));
    }

    /** The newest provisional sample that no later decision settled. */
    public @Nullable Instant suspectedAt() {
        return retestAt == null || (decided != null && !decided.at().isBefore(retestAt)) ? null : retestAt;
    }

    /** Whether anything was, or is, to be done again. */
    public boolean hasNeeds() {
        return retestAt != null || resampleAt != null;
    }

    private static <T> @Nullable T later(@Nullable T one, @Nullable T other, Comparator<T> order) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return BinaryOperator.maxBy(order).apply(one, other);
    }
}
