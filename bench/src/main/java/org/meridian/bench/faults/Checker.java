package org.meridian.bench.faults;

import static org.meridian.bench.history.Violation.Kind.DIVERGED;
import static org.meridian.bench.history.Violation.Kind.DOUBLED;
import static org.meridian.bench.history.Violation.Kind.LOST;
import static org.meridian.bench.history.Violation.Kind.REFUSED;
import static org.meridian.bench.history.Violation.Kind.UNDELIVERED;
import static org.meridian.bench.history.Violation.Kind.UNEXPECTED;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meridian.bench.faults.Observed.Result;
import org.meridian.bench.faults.Observed.Sample;
import org.meridian.bench.faults.Observed.Tube;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Violation;

/**
 * Compares what was asked for with what is there: a set (nothing lost, nothing that was never sent), a multiset (nothing
 * doubled), and the states of tubes. What is derived from it is {@link DerivedChecker}'s.
 */
final class Checker {

    private final History history;
    private final Observed observed;
    private final List<Violation> violations = new ArrayList<>();

    private Checker(History history, Observed observed) {
        this.history = history;
        this.observed = observed;
    }

    static List<Violation> check(History history, Observed observed) {
        Checker checker = new Checker(history, observed);
        checker.violations.addAll(history.violations());
        checker.refusals();
        checker.tubes();
        checker.samples();
        checker.results();
        checker.violations.addAll(DerivedChecker.check(observed));
        if (observed.undelivered() > 0) {
            checker.add(UNDELIVERED, observed.undelivered() + " events");
        }
        return List.copyOf(checker.violations);
    }

    private void refusals() {
        history.all().filter(o -> o.fate() == Fate.REFUSED).forEach(o -> add(REFUSED, o.toString()));
    }

    private void tubes() {
        history.of(Kind.OPEN).filter(Operation::acknowledged).forEach(o -> {
            if (!observed.tubes().containsKey(o.barcode())) {
                add(LOST, "tube " + o.barcode());
            }
        });
        Set<String> asked = barcodes(history.of(Kind.OPEN));
        observed.tubes().keySet().stream().filter(b -> !asked.contains(b)).forEach(b -> add(UNEXPECTED, "tube " + b));

        Set<String> resulted = observed.results().stream().map(Result::barcode).collect(Collectors.toSet());
        Set<String> voided = barcodes(history.of(Kind.VOID).filter(Operation::acknowledged));
        Set<String> maybeVoided = barcodes(history.of(Kind.VOID));
        Set<String> sealed = barcodes(history.of(Kind.SEAL).filter(Operation::acknowledged));
        for (Tube tube : observed.tubes().values()) {
            String state = tube.state();
            if (voided.contains(tube.barcode()) && !state.equals("VOID")) {
                add(LOST, "that tube " + tube.barcode() + " is void; it is " + state);
            } else if (resulted.contains(tube.barcode())
                    && !state.equals("RESULTED")
                    && !maybeVoided.contains(tube.barcode())) {
                add(DIVERGED, "tube " + tube.barcode() + " has a result and is " + state);
            } else if (state.equals("RESULTED") && !resulted.contains(tube.barcode())) {
                add(DIVERGED, "tube " + tube.barcode() + " is RESULTED without a result");
            } else if (sealed.contains(tube.barcode()) && state.equals("OPEN")) {
                add(LOST, "the seal of tube " + tube.barcode());
            }
        }
    }

    private void samples() {
        Function<Sample, String> key = s -> s.barcode() + " " + s.person();
        Map<String, Long> there = count(observed.samples().stream().map(key));
        Set<String> asked = new HashSet<>();
        history.of(Kind.SAMPLE).forEach(o -> {
            String sample = o.barcode() + " " + o.person();
            asked.add(sample);
            if (o.acknowledged() && !there.containsKey(sample)) {
                add(LOST, "sample " + sample);
            }
        });
        there.forEach((sample, times) -> {
            if (times > 1) {
                add(DOUBLED, "sample " + sample + ", " + times + " times");
            }
            if (!asked.contains(sample)) {
                add(UNEXPECTED, "sample " + sample);
            }
        });
        Map<String, Long> inTube = count(observed.samples().stream().map(Sample::barcode));
        observed.tubes().values().forEach(tube -> {
            long members = inTube.getOrDefault(tube.barcode(), 0L);
            if (tube.filled() != members || members > tube.capacity()) {
                add(
                        DIVERGED,
                        "tube " + tube.barcode() + " says " + tube.filled() + " of " + tube.capacity() + " and holds "
                                + members);
            }
        });
    }

    private void results() {
        Map<String, List<Result>> there = observed.results().stream().collect(Collectors.groupingBy(Result::barcode));
        Map<String, List<Operation>> asked = Stream.of(Kind.RESULT, Kind.CORRECTION, Kind.VOID)
                .flatMap(history::of)
                .collect(Collectors.groupingBy(Operation::barcode));
        there.keySet().stream().filter(b -> !asked.containsKey(b)).forEach(b -> add(UNEXPECTED, "result of " + b));
        asked.forEach((barcode, operations) -> rows(barcode, operations, there.getOrDefault(barcode, List.of())));
    }

    /** One tube's results: the first once, then each correction once, numbered without a gap. */
    private void rows(String barcode, List<Operation> operations, List<Result> rows) {
        long must = distinct(operations.stream().filter(Operation::acknowledged));
        long may = distinct(operations.stream());
        if (rows.size() < must) {
            add(LOST, "of " + must + " acknowledged results of " + barcode + " there are " + rows.size());
        }
        if (rows.size() > may) {
            add(DOUBLED, "of " + may + " results of " + barcode + " there are " + rows.size());
        }
        if (rows.stream().map(Result::revision).distinct().count() != rows.size()
                || rows.stream().anyMatch(r -> r.revision() >= rows.size())) {
            add(
                    DOUBLED,
                    "revisions of " + barcode + ": "
                            + rows.stream().map(Result::revision).toList());
        }
        Set<String> outcomes = rows.stream().map(Result::outcome).collect(Collectors.toSet());
        for (Operation operation : operations) {
            if (operation.acknowledged() && !outcomes.contains(Objects.requireNonNull(operation.value()))) {
                add(LOST, operation.kind() + " " + operation.value() + " of " + barcode);
            }
        }
        Set<String> sent =
                operations.stream().map(o -> Objects.requireNonNull(o.value())).collect(Collectors.toSet());
        rows.stream()
                .filter(r -> !sent.contains(r.outcome()))
                .forEach(r -> add(UNEXPECTED, "outcome " + r.outcome() + " of " + barcode));
    }

    /** A file that is sent again asks for nothing new. */
    private static long distinct(Stream<Operation> operations) {
        return operations.map(o -> o.kind() + " " + o.value()).distinct().count();
    }

    private static Set<String> barcodes(Stream<Operation> operations) {
        return operations.map(Operation::barcode).collect(Collectors.toSet());
    }

    private static Map<String, Long> count(Stream<String> keys) {
        return keys.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void add(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }
}
