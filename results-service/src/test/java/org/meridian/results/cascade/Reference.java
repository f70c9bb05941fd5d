package org.meridian.results.cascade;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.ResultId;

/**
 * The rules of results once more, as a fold over all that was ever reported: slow, plain, and without a line of the code
 * that it is compared with.
 */
final class Reference {

    private Reference() {}

    /** One person in one tube. */
    record Sample(SampleId id, ResidentId person, Instant sampledAt, boolean single) {}

    /** What a sample's tube is said to be, in a revision. */
    record Said(Sample sample, int revision, ResultId result, String outcome, Instant testedAt) {

        boolean negative() {
            return outcome.equals("NEGATIVE");
        }

        boolean positive() {
            return outcome.equals("POSITIVE");
        }

        boolean invalid() {
            return outcome.equals("INVALID");
        }

        boolean decides() {
            return sample.single() && (negative() || positive());
        }

        String need() {
            return invalid() ? "RESAMPLE" : decides() || negative() ? "NONE" : "RETEST";
        }

        @Nullable
        String status() {
            return switch (need()) {
                case "RESAMPLE" -> null;
                case "RETEST" -> "PROVISIONAL";
                default -> revision == 0 ? "FINAL" : "CORRECTED";
            };
        }
    }

    /** A person's state as it must be. */
    record Expected(
            @Nullable String outcome,
            @Nullable String status,
            @Nullable String method,
            @Nullable Instant sampledAt,
            @Nullable Instant testedAt,
            @Nullable Instant decidedAt,
            @Nullable Instant positiveAt,
            @Nullable Instant suspectedAt) {}

    /** Of each sample what was said last. */
    static List<Said> effective(Collection<Said> log) {
        return log.stream()
                .filter(said -> log.stream()
                        .noneMatch(other -> other.sample().equals(said.sample()) && other.revision() > said.revision()))
                .distinct()
                .toList();
    }

    /** @param log all that was said of one person's samples, in any order */
    static Expected state(Collection<Said> log) {
        List<Said> effective = effective(log);
        Said newest = newest(effective);
        return new Expected(
                newest == null ? null : newest.outcome(),
                newest == null ? null : newest.status(),
                newest == null ? null : newest.sample().single() ? "SINGLE" : "POOLED",
                newest == null ? null : newest.sample().sampledAt(),
                newest == null ? null : newest.testedAt(),
                last(effective.stream().filter(Said::decides)),
                last(effective.stream().filter(said -> said.decides() && said.positive())),
                last(effective.stream()
                        .filter(said -> Objects.equals(said.status(), "PROVISIONAL"))
                        .filter(said -> !settled(said, effective))));
    }

    /** Whether what this result leaves to be done has come. */
    static boolean settled(Said said, Collection<Said> log) {
        List<Said> effective = effective(log);
        Instant since = said.sample().sampledAt();
        if (said.need().equals("RETEST")) {
            return effective.stream()
                    .anyMatch(other ->
                            other.decides() && !other.sample().sampledAt().isBefore(since));
        }
        return effective.stream()
                .anyMatch(
                        other -> !other.invalid() && !other.sample().sampledAt().isBefore(since));
    }

    private static @Nullable Said newest(List<Said> effective) {
        return effective.stream()
                .filter(said -> !said.invalid())
                .max(Comparator.comparing((Said said) -> said.sample().sampledAt())
                        .thenComparingInt(said -> said.sample().single() ? 1 : 0)
                        .thenComparing(said -> said.sample().id().id().toString()))
                .orElse(null);
    }

    private static @Nullable Instant last(Stream<Said> said) {
        return said.map(one -> one.sample().sampledAt())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
