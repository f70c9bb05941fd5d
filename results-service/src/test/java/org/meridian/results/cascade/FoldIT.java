package org.meridian.results.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.results.ResultsFixture;
import org.meridian.results.cascade.History.Report;
import org.meridian.results.cascade.Reference.Expected;
import org.meridian.results.cascade.Reference.Said;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.person.SampleSettled;
import org.meridian.results.task.Tasks;
import org.meridian.results.tube.Appended;
import org.meridian.results.tube.Correction;
import org.meridian.results.tube.StoredResult;
import org.meridian.results.tube.TubeCorrections;
import org.meridian.results.tube.TubeResults;
import org.meridian.results.verdict.Outcome;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Thousands of random histories, each as the platform lives it: reports in transactions of the tubes' countries, what
 * they mean told to the people's countries, and those telling back. Many histories take each step together, so that a
 * step is a few statements.
 */
class FoldIT extends ResultsFixture {

    private static final long SEED = 20_260_704;

    @Autowired
    private CountryTransactions transactions;

    @Autowired
    private TubeResults tubes;

    @Autowired
    private TubeCorrections corrections;

    @Autowired
    private Cascade cascade;

    @Autowired
    private Tasks tasks;

    private final Shadow shadow = new Shadow();
    private final Map<ResidentId, LatestResultChanged> codes = new HashMap<>();
    private final List<MemberResult> toPersons = new ArrayList<>();
    private final List<SampleSettled> toTubes = new ArrayList<>();

    @Test
    void derivedStateEqualsTheFoldOverTheLogAtEveryPointInTimeOfFifteenHundredHistories() {
        Random random = new Random(SEED);
        List<History> histories = histories(random, 1_500);
        play(random, histories, this::deliverAll);
        compare("the end", people(histories));
    }

    @Test
    void countriesThatAreToldLateInAnyOrderAndTwiceHoldWhatFollowsFromWhatTheyKnow() {
        Random random = new Random(SEED + 1);
        List<History> histories = histories(random, 500);
        play(random, histories, this::deliverSome);
        deliverAll(random);
        compare("the end", people(histories));
        assertThat(new Stored(jdbc).tasks(people(histories))).isEqualTo(shadow.tasksInTheEnd());
    }

    private interface Delivery {
        void deliver(Random random);
    }

    private List<History> histories(Random random, int count) {
        return Stream.generate(() -> History.random(random)).limit(count).toList();
    }

    private void play(Random random, List<History> histories, Delivery delivery) {
        int longest = histories.stream()
                .mapToInt(history -> history.reports().size())
                .max()
                .orElseThrow();
        for (int step = 0; step < longest; step++) {
            int now = step;
            List<History> going = histories.stream()
                    .filter(history -> history.reports().size() > now)
                    .toList();
            List<Report> reports =
                    going.stream().map(history -> history.reports().get(now)).toList();
            // each in transactions of their own: a repetition or a correction would have all persons folded anew
            report(reports, report -> report.revision() == 0 && !report.repeated(), this::appendFirst);
            report(reports, report -> report.revision() == 0 && report.repeated(), this::appendFirst);
            report(reports, report -> report.revision() > 0, this::appendCorrections);
            delivery.deliver(random);
            compare("step " + step + " of seed " + SEED, people(going));
        }
    }

    private interface Append {
        /** Appends the country's reports, and gives those that must be followed. */
        List<Report> append(Country country, List<Report> reports);
    }

    private void report(List<Report> all, Predicate<Report> which, Append append) {
        Map<Country, List<Report>> byCountry = all.stream()
                .filter(which)
                .collect(Collectors.groupingBy(report -> report.tube().country()));
        byCountry.forEach((country, reports) -> {
            List<NewEvent> events = transactions.write(country, () -> {
                List<Report> taken = append.append(country, reports);
                return cascade.follow(
                        country, taken.stream().flatMap(Report::members).toList());
            });
            reports.stream().filter(report -> !report.repeated()).forEach(shadow::reported);
            take(events);
        });
    }

    private List<Report> appendFirst(Country country, List<Report> reports) {
        List<Appended> appended =
                tubes.append(country, reports.stream().map(Report::tubeResult).toList());
        assertThat(appended).containsOnly(Appended.NEW); // a repetition with its own id counts as new
        return reports;
    }

    private List<Report> appendCorrections(Country country, List<Report> reports) {
        Map<String, StoredResult> newest = corrections.newest(
                country, reports.stream().map(report -> report.tube().barcode()).toList());
        List<Report> fresh =
                reports.stream().filter(report -> !report.repeated()).toList();
        List<Correction> made = fresh.stream()
                .map(report -> new Correction(
                        report.id(),
                        Objects.requireNonNull(newest.get(report.tube().barcode()))
                                .id(),
                        Outcome.valueOf(report.outcome()),
                        "mixed up"))
                .toList();
        assertThat(corrections.append(country, made)).hasSameSizeAs(made);
        return reports; // with the repeated ones, as after a commit whose answer was lost
    }

    private void take(List<NewEvent> events) {
        for (NewEvent event : events) {
            List<?> changes = (List<?>) event.payload();
            assertThat(changes).hasSizeBetween(1, 500);
            changes.forEach(change -> take(event, change));
        }
    }

    private void take(NewEvent event, Object change) {
        switch (change) {
            case LatestResultChanged code -> {
                assertThat(code.residentId().country()).isEqualTo(event.targetCountry());
                codes.merge(code.residentId(), code, (one, other) -> one.version() > other.version() ? one : other);
            }
            case MemberResult result -> {
                assertThat(result.residentId().country()).isEqualTo(event.targetCountry());
                toPersons.add(result);
            }
            case SampleSettled settled -> {
                assertThat(settled.sampleId().country()).isEqualTo(event.targetCountry());
                toTubes.add(settled);
            }
            default -> throw new AssertionError("nobody expects " + change);
        }
    }

    private void deliverAll(Random random) {
        while (!toPersons.isEmpty() || !toTubes.isEmpty()) {
            Collections.shuffle(toPersons, random);
            Collections.shuffle(toTubes, random);
            deliver(drain(toPersons, toPersons.size()), drain(toTubes, toTubes.size()));
        }
    }

    /** About half of what waits, some of it twice. */
    private void deliverSome(Random random) {
        Collections.shuffle(toPersons, random);
        Collections.shuffle(toTubes, random);
        List<MemberResult> persons = drain(toPersons, toPersons.size() / 2);
        List<SampleSettled> settled = drain(toTubes, toTubes.size() / 2);
        toPersons.addAll(persons.subList(0, persons.size() / 5));
        toTubes.addAll(settled.subList(0, settled.size() / 5));
        deliver(persons, settled);
    }

    private void deliver(List<MemberResult> persons, List<SampleSettled> settled) {
        persons.stream()
                .collect(Collectors.groupingBy(
                        result -> List.of(result.residentId().country(), result.revision() > 0)))
                .values()
                .forEach(results -> {
                    Country home = results.getFirst().residentId().country();
                    take(transactions.write(home, () -> cascade.followFromAbroad(home, results)));
                    results.forEach(result -> shadow.known(new Said(
                            shadow.sample(result.sampleId()),
                            result.revision(),
                            result.resultId(),
                            result.outcome().name(),
                            result.testedAt())));
                });
        settled.stream()
                .collect(Collectors.groupingBy(one -> one.sampleId().country()))
                .forEach((tubesCountry, words) -> {
                    for (List<SampleSettled> part : parts(words)) {
                        transactions.run(tubesCountry, () -> tasks.settle(tubesCountry, part));
                    }
                    words.forEach(shadow::told);
                });
    }

    /** As events carry them: no sample twice in one. */
    private static List<List<SampleSettled>> parts(List<SampleSettled> words) {
        List<List<SampleSettled>> parts = new ArrayList<>();
        for (SampleSettled word : words) {
            List<SampleSettled> part = parts.stream()
                    .filter(some ->
                            some.stream().noneMatch(one -> one.sampleId().equals(word.sampleId())))
                    .findFirst()
                    .orElseGet(() -> {
                        parts.add(new ArrayList<>());
                        return parts.getLast();
                    });
            part.add(word);
        }
        return parts;
    }

    private static <T> List<T> drain(List<T> from, int count) {
        List<T> some = new ArrayList<>(from.subList(0, count));
        from.subList(0, count).clear();
        return some;
    }

    private static Set<ResidentId> people(List<History> histories) {
        return histories.stream().flatMap(history -> history.people().stream()).collect(Collectors.toSet());
    }

    private void compare(String when, Set<ResidentId> people) {
        Stored stored = new Stored(jdbc);
        Map<ResidentId, Stored.Person> persons = stored.persons(people);
        Map<ResidentId, Expected> states = new HashMap<>();
        persons.forEach((person, found) -> states.put(person, found.state()));
        Map<ResidentId, Expected> expected = new HashMap<>();
        Map<ResidentId, List<Said>> known = shadow.known(people);
        known.forEach((person, log) -> expected.put(person, Reference.state(log)));
        assertThat(states).as("persons at %s", when).isEqualTo(expected);
        assertThat(stored.samples(people)).as("samples at %s", when).isEqualTo(samples(known));
        assertThat(stored.tasks(people)).as("tasks at %s", when).isEqualTo(shadow.tasks(people));
        persons.forEach((person, found) -> assertThat(Codes.of(codes.get(person)))
                .as("what check-in knows of %s in version %d at %s", person, found.version(), when)
                .isEqualTo(Codes.of(person, found)));
    }

    private static Map<SampleId, String> samples(Map<ResidentId, List<Said>> known) {
        Map<SampleId, String> expected = new HashMap<>();
        known.values()
                .forEach(log -> Reference.effective(log)
                        .forEach(said -> expected.put(
                                said.sample().id(),
                                "%s %d %s %s %s"
                                        .formatted(
                                                said.result().id(),
                                                said.revision(),
                                                said.outcome(),
                                                said.status(),
                                                said.need().equals("NONE") ? null : Reference.settled(said, log)))));
        return expected;
    }
}
