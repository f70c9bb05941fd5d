package org.meridian.results.cascade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.results.event.Changes;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.PersonResults;
import org.meridian.results.person.PersonResults.Folded;
import org.meridian.results.person.SampleSettled;
import org.meridian.results.person.Settlements;
import org.meridian.results.task.Tasks;
import org.springframework.stereotype.Component;

/**
 * What follows from results, in the transaction of the results themselves, with statements for many at once: first the
 * persons, whose rows are held from then on, then the tasks.
 */
@Component
public class Cascade {

    private final PersonResults persons;
    private final Settlements settlements;
    private final Tasks tasks;
    private final Changes changes;
    private final Erasures erasures;

    Cascade(PersonResults persons, Settlements settlements, Tasks tasks, Changes changes, Erasures erasures) {
        this.persons = persons;
        this.settlements = settlements;
        this.tasks = tasks;
        this.changes = changes;
        this.erasures = erasures;
    }

    /**
     * Follows results of this country's tubes, whose persons may be at home anywhere. Of somebody who was erased nothing
     * follows: the tube's result stands, in statistics too, and is nobody's.
     *
     * @return the events to append in the same transaction
     */
    public List<NewEvent> follow(Country country, List<MemberResult> everybodys) {
        List<MemberResult> results = living(country, everybodys);
        Map<Country, List<MemberResult>> byHome = new LinkedHashMap<>();
        results.forEach(result -> byHome.computeIfAbsent(result.residentId().country(), home -> new ArrayList<>())
                .add(result));
        List<MemberResult> atHome = byHome.getOrDefault(country, List.of());
        byHome.remove(country);
        Folded folded = persons.fold(country, atHome);
        tasks.follow(country, results);
        List<NewEvent> events = consequences(country, folded);
        byHome.forEach((home, abroad) -> events.addAll(changes.told(
                "results",
                home,
                MemberResult.EVENT,
                abroad,
                result -> result.residentId().toString())));
        return events;
    }

    /**
     * Follows results of this country's people in tubes of other countries.
     *
     * @return the events to append in the same transaction
     */
    List<NewEvent> followFromAbroad(Country country, List<MemberResult> results) {
        return consequences(country, persons.fold(country, living(country, results)));
    }

    /** Without those of this country who were erased; other countries know their own. */
    private List<MemberResult> living(Country country, List<MemberResult> results) {
        Set<ResidentId> erased = erasures.among(
                country,
                results.stream()
                        .map(MemberResult::residentId)
                        .filter(resident -> resident.country().equals(country))
                        .toList());
        return erased.isEmpty()
                ? results
                : results.stream()
                        .filter(result -> !erased.contains(result.residentId()))
                        .toList();
    }

    private List<NewEvent> consequences(Country country, Folded folded) {
        List<SampleSettled> here = new ArrayList<>();
        Map<Country, List<SampleSettled>> elsewhere = new LinkedHashMap<>();
        for (SampleSettled settled : settlements.settle(country, folded.unsure())) {
            Country tubes = settled.sampleId().country();
            (tubes.equals(country) ? here : elsewhere.computeIfAbsent(tubes, c -> new ArrayList<>())).add(settled);
        }
        tasks.settle(country, here);
        List<NewEvent> events = new ArrayList<>(changes.told(
                "checkin",
                country,
                LatestResultChanged.TYPE,
                folded.changed().stream().map(LatestResultChanged::of).toList(),
                change -> change.residentId().toString()));
        elsewhere.forEach((tubes, settled) -> events.addAll(changes.told(
                "results",
                tubes,
                SampleSettled.TYPE,
                settled,
                one -> one.sampleId().toString())));
        return events;
    }
}
