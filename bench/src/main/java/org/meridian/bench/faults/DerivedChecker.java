package org.meridian.bench.faults;

import static org.meridian.bench.history.Violation.Kind.DIVERGED;
import static org.meridian.bench.history.Violation.Kind.DOUBLED;
import static org.meridian.bench.history.Violation.Kind.LOST;
import static org.meridian.bench.history.Violation.Kind.TASK;
import static org.meridian.bench.history.Violation.Kind.UNEXPECTED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.meridian.bench.faults.Fold.Verdict;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.faults.Observed.PersonResult;
import org.meridian.bench.faults.Observed.Task;
import org.meridian.bench.history.Violation;

/** Compares everything that is derived with what {@link Fold} makes of the facts. */
final class DerivedChecker {

    private final Observed observed;
    private final Fold fold;
    private final List<Violation> violations = new ArrayList<>();

    private DerivedChecker(Observed observed) {
        this.observed = observed;
        this.fold = new Fold(observed.tubes(), observed.samples(), observed.results());
    }

    static List<Violation> check(Observed observed) {
        DerivedChecker checker = new DerivedChecker(observed);
        checker.personResults();
        checker.persons();
        checker.tasks();
        return checker.violations;
    }

    /** Each sample of a tube with a result has exactly one result of its own, and no other sample has. */
    private void personResults() {
        Map<String, PersonResult> there = new HashMap<>();
        for (PersonResult result : observed.personResults()) {
            if (there.put(result.sample(), result) != null) {
                add(DOUBLED, "result of sample " + result.sample());
            }
        }
        fold.byPerson().values().stream().flatMap(List::stream).forEach(verdict -> {
            String sample = verdict.sample().id();
            PersonResult result = there.remove(sample);
            PersonResult expected = new PersonResult(
                    sample,
                    verdict.sample().person(),
                    verdict.result().revision(),
                    verdict.result().outcome(),
                    verdict.status());
            if (result == null) {
                add(LOST, "result of sample " + sample);
            } else if (!result.equals(expected)) {
                add(DIVERGED, "sample " + sample + ": " + result + " instead of " + expected);
            }
        });
        there.keySet().forEach(sample -> add(UNEXPECTED, "result of sample " + sample));
    }

    private void persons() {
        Set<String> everybody = new HashSet<>(fold.byPerson().keySet());
        everybody.addAll(observed.latest().keySet());
        everybody.addAll(observed.codes().keySet());
        for (String person : everybody) {
            Person latest = observed.latest().getOrDefault(person, Person.NOTHING);
            Person expected = fold.person(person).withVersion(latest.version());
            if (!latest.equals(expected)) {
                add(DIVERGED, "latest result of " + person + ": " + latest + " instead of " + expected);
            }
            Person code = observed.codes().getOrDefault(person, Person.NOTHING);
            if (!code.equals(expected)) {
                add(DIVERGED, "health status of " + person + ": " + code + " instead of " + expected);
            }
        }
    }

    private void tasks() {
        Map<String, Task> there = new HashMap<>();
        for (Task task : observed.tasks()) {
            if (there.put(task.sample(), task) != null) {
                add(TASK, "two tasks of sample " + task.sample());
            }
        }
        for (List<Verdict> verdicts : fold.byPerson().values()) {
            for (Verdict verdict : verdicts) {
                task(verdict, Optional.ofNullable(there.remove(verdict.sample().id())));
            }
        }
        there.values().forEach(task -> add(TASK, "of a sample without a result: " + task));
    }

    private void task(Verdict verdict, Optional<Task> task) {
        String sample = verdict.sample().id();
        Optional<String> need = verdict.need();
        if (need.isEmpty()) {
            task.filter(t -> !t.state().equals("CANCELLED")).ifPresent(t -> add(TASK, "needless: " + t));
            return;
        }
        String state = fold.isSettled(verdict) ? "DONE" : "OPEN";
        Task expected = new Task(sample, need.get(), verdict.result().outcome(), state);
        if (!task.map(expected::equals).orElse(false)) {
            add(TASK, Objects.toString(task.orElse(null), "none") + " instead of " + expected);
        }
    }

    private void add(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }
}
