package org.meridian.results.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.meridian.results.cascade.Cascade;
import org.meridian.results.person.MemberResult;
import org.meridian.results.tube.Appended;
import org.meridian.results.tube.Correction;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.StoredResult;
import org.meridian.results.tube.TubeCorrections;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.tube.TubeResults;
import org.meridian.results.verdict.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A void tube is one that could not be tested: its people need new samples. A laboratory may have reported on it at the
 * same moment; then this corrects what it reported.
 */
@Component
class VoidTubes implements EventHandler {

    private final TubeResults results;
    private final TubeCorrections corrections;
    private final Cascade cascade;
    private final Outbox outbox;
    private final IdGenerator ids;
    private final JsonMapper json;

    VoidTubes(
            TubeResults results,
            TubeCorrections corrections,
            Cascade cascade,
            Outbox outbox,
            IdGenerator ids,
            JsonMapper json) {
        this.results = results;
        this.corrections = corrections;
        this.cascade = cascade;
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
    }

    @Override
    public String type() {
        return TubeVoided.TYPE;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        Country country = events.getFirst().targetCountry();
        List<TubeVoided> tubes = events.stream()
                .flatMap(event -> Arrays.stream(json.readValue(event.payload(), TubeVoided[].class)))
                .toList();
        List<TubeResult> first = tubes.stream()
                .map(tube -> tube.result(ids.next(country, ResultId::new)))
                .toList();
        List<Appended> appended = results.append(country, first);
        List<MemberResult> follow = new ArrayList<>();
        List<TubeVoided> resulted = new ArrayList<>();
        for (int i = 0; i < tubes.size(); i++) {
            TubeVoided tube = tubes.get(i);
            switch (appended.get(i)) {
                case NEW -> tube.results(first.get(i).id(), 0, tube.voidedAt()).forEach(follow::add);
                case ALREADY_THERE, CONTRADICTS -> resulted.add(tube);
            }
        }
        follow.addAll(correct(country, resulted));
        outbox.appendAll(cascade.follow(country, follow));
    }

    private List<MemberResult> correct(Country country, List<TubeVoided> tubes) {
        if (tubes.isEmpty()) {
            return List.of();
        }
        Map<String, StoredResult> newest = corrections.newest(
                country, tubes.stream().map(TubeVoided::barcode).toList());
        List<Correction> made = new ArrayList<>();
        List<MemberResult> follow = new ArrayList<>();
        for (TubeVoided tube : tubes) {
            StoredResult before = Objects.requireNonNull(newest.get(tube.barcode()));
            if (before.outcome() == Outcome.INVALID) {
                continue; // this event before, or the laboratory found the same
            }
            Correction correction =
                    new Correction(ids.next(country, ResultId::new), before.id(), Outcome.INVALID, tube.why());
            made.add(correction);
            tube.results(correction.id(), before.revision() + 1, before.testedAt())
                    .forEach(follow::add);
        }
        Set<ResultId> taken = corrections.append(country, made);
        if (taken.size() < made.size()) {
            throw new IllegalStateException("somebody corrects the same result at this moment; it is told again later");
        }
        return follow;
    }
}
