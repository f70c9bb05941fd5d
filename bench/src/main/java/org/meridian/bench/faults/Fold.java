package org.meridian.bench.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.faults.Observed.Result;
import org.meridian.bench.faults.Observed.Sample;
import org.meridian.bench.faults.Observed.Tube;

/**
 * What follows from samples and tubes' results, written from the rules of the domain and from nothing of the product: the
 * product derives it step by step as things happen, this derives it once from everything.
 */
final class Fold {

    private static final Comparator<Verdict> NEWEST = Comparator.comparing(
                    (Verdict v) -> v.sample().at())
            .thenComparing(v -> !v.pooled())
            .thenComparing(v -> v.sample().id());

    private final Map<String, List<Verdict>> byPerson = new HashMap<>();

    /** What a tube's newest result means for one person in it. */
    record Verdict(Sample sample, Result result, boolean pooled) {

        boolean invalid() {
            return result.outcome().equals("INVALID");
        }

        boolean decides() {
            return !pooled
                    && (result.outcome().equals("NEGATIVE") || result.outcome().equals("POSITIVE"));
        }

        boolean provisional() {
            return !invalid() && !decides() && !(pooled && result.outcome().equals("NEGATIVE"));
        }

        @Nullable
        String status() {
            return invalid() ? null : provisional() ? "PROVISIONAL" : result.revision() > 0 ? "CORRECTED" : "FINAL";
        }

        /** RETEST, RESAMPLE or nothing. */
        Optional<String> need() {
            return invalid() ? Optional.of("RESAMPLE") : provisional() ? Optional.of("RETEST") : Optional.empty();
        }
    }

    Fold(Map<String, Tube> tubes, List<Sample> samples, List<Result> results) {
        Map<String, Result> effective = new HashMap<>();
        for (Result result : results) {
            effective.merge(result.barcode(), result, (a, b) -> a.revision() >= b.revision() ? a : b);
        }
        for (Sample sample : samples) {
            Result result = effective.get(sample.barcode());
            Tube tube = tubes.get(sample.barcode());
            if (result != null && tube != null) {
                byPerson.computeIfAbsent(sample.person(), p -> new ArrayList<>())
                        .add(new Verdict(sample, result, tube.capacity() > 1));
            }
        }
    }

    Map<String, List<Verdict>> byPerson() {
        return byPerson;
    }

    /** The person's state, without a version. */
    Person person(String person) {
        List<Verdict> all = byPerson.getOrDefault(person, List.of());
        Optional<Verdict> latest = latest(all);
        Instant decided = newest(all, Verdict::decides);
        Instant positive = newest(all, v -> v.decides() && v.result().outcome().equals("POSITIVE"));
        Instant suspected = newest(all, v -> v.provisional() && !isSettled(v, decided));
        return new Person(
                0,
                latest.map(v -> v.result().outcome()).orElse(null),
                latest.map(Verdict::status).orElse(null),
                latest.map(v -> v.pooled() ? "POOLED" : "SINGLE").orElse(null),
                latest.map(v -> v.sample().at()).orElse(null),
                latest.map(v -> v.result().testedAt()).orElse(null),
                positive,
                suspected);
    }

    /** Whether what this sample needs has come: a test of the person alone, or any usable sample. */
    boolean isSettled(Verdict verdict) {
        List<Verdict> all = byPerson.getOrDefault(verdict.sample().person(), List.of());
        if (verdict.invalid()) {
            return latest(all)
                    .filter(v -> !v.sample().at().isBefore(verdict.sample().at()))
                    .isPresent();
        }
        return isSettled(verdict, newest(all, Verdict::decides));
    }

    private static boolean isSettled(Verdict verdict, @Nullable Instant decided) {
        return decided != null && !decided.isBefore(verdict.sample().at());
    }

    private static Optional<Verdict> latest(List<Verdict> all) {
        return all.stream().filter(v -> !v.invalid()).max(NEWEST);
    }

    private static @Nullable Instant newest(List<Verdict> all, java.util.function.Predicate<Verdict> which) {
        return all.stream()
                .filter(which)
                .map(v -> v.sample().at())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The colour that a state gives now, as long as all of it is younger than 72 hours. */
    static String colour(Person person) {
        if (person.positiveAt() != null) {
            return "RED";
        }
        boolean certain = person.outcome() != null && !"PROVISIONAL".equals(person.status());
        return certain && person.suspectedAt() == null ? "GREEN" : "YELLOW";
    }
}
