package org.meridian.results.cascade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.cascade.History.Report;
import org.meridian.results.cascade.Reference.Said;
import org.meridian.results.cascade.Reference.Sample;
import org.meridian.results.person.SampleId;
import org.meridian.results.person.SampleSettled;

/** What has been reported and told so far, and what the database must therefore hold, by the {@link Reference}. */
final class Shadow {

    private final Map<SampleId, Sample> samples = new HashMap<>();
    private final Map<SampleId, List<Said>> reported = new LinkedHashMap<>();
    private final Map<ResidentId, List<Said>> known = new LinkedHashMap<>();
    private final Set<SampleId> needed = new HashSet<>();
    private final Map<SampleId, SampleSettled> lastWord = new HashMap<>();

    /** A tube's country has a report. */
    void reported(Report report) {
        for (Sample sample : report.tube().samples()) {
            Said said = new Said(sample, report.revision(), report.id(), report.outcome(), report.testedAt());
            samples.put(sample.id(), sample);
            reported.computeIfAbsent(sample.id(), s -> new ArrayList<>()).add(said);
            if (!said.need().equals("NONE")) {
                needed.add(sample.id());
            }
            if (sample.id().countryCode().equals(sample.person().countryCode())) {
                known(said);
            }
        }
    }

    /** A person's country knows of a report. */
    void known(Said said) {
        known.computeIfAbsent(said.sample().person(), p -> new ArrayList<>()).add(said);
    }

    /** A tube's country was told by a traveller's. */
    void told(SampleSettled word) {
        lastWord.merge(
                word.sampleId(),
                word,
                BinaryOperator.maxBy(
                        Comparator.comparingInt(SampleSettled::revision).thenComparingInt(SampleSettled::version)));
    }

    Sample sample(SampleId id) {
        return Objects.requireNonNull(samples.get(id));
    }

    /** What the countries of these people know of them. */
    Map<ResidentId, List<Said>> known(Set<ResidentId> people) {
        Map<ResidentId, List<Said>> some = new HashMap<>(known);
        some.keySet().retainAll(people);
        return some;
    }

    /** All tasks that there must be of these people, with kind, reason and state. */
    Map<SampleId, String> tasks(Set<ResidentId> people) {
        Map<SampleId, String> tasks = new HashMap<>();
        needed.stream().filter(id -> people.contains(sample(id).person())).forEach(id -> tasks.put(id, task(id)));
        return tasks;
    }

    private String task(SampleId id) {
        Said last =
                Reference.effective(Objects.requireNonNull(reported.get(id))).getFirst();
        if (last.need().equals("NONE")) {
            return "CANCELLED";
        }
        return last.need() + " " + last.outcome() + " " + (isDone(id, last) ? "DONE" : "OPEN");
    }

    private boolean isDone(SampleId id, Said last) {
        if (id.countryCode().equals(last.sample().person().countryCode())) {
            return Reference.settled(
                    last, Objects.requireNonNull(known.get(last.sample().person())));
        }
        SampleSettled word = lastWord.get(id); // so far as this country was told
        return word != null && word.revision() == last.revision() && word.settled();
    }

    /** The tasks that there must be when everybody has been told everything. */
    Map<SampleId, String> tasksInTheEnd() {
        Map<ResidentId, List<Said>> all = new HashMap<>();
        reported.values()
                .forEach(log ->
                        log.forEach(said -> all.computeIfAbsent(said.sample().person(), p -> new ArrayList<>())
                                .add(said)));
        Map<SampleId, String> tasks = new HashMap<>();
        needed.forEach(id -> {
            Said last = Reference.effective(Objects.requireNonNull(reported.get(id)))
                    .getFirst();
            boolean done = Reference.settled(
                    last, Objects.requireNonNull(all.get(last.sample().person())));
            tasks.put(
                    id,
                    last.need().equals("NONE")
                            ? "CANCELLED"
                            : last.need() + " " + last.outcome() + " " + (done ? "DONE" : "OPEN"));
        });
        return tasks;
    }
}
