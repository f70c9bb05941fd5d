package org.meridian.results.person;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.person.OpenSamplesClient.OpenSample;
import org.meridian.results.person.OpenSamplesClient.Query;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A resident's results, those included that are not there yet. */
@Component
public class MyResults {

    private static final Logger LOG = LoggerFactory.getLogger(MyResults.class);

    private final PersonResults persons;
    private final RegionalClients<OpenSamplesClient> sampling;

    MyResults(PersonResults persons, RegionalClients<OpenSamplesClient> sampling) {
        this.persons = persons;
        this.sampling = sampling;
    }

    /**
     * @param results newest sample first
     * @param complete whether those are in it that are not there yet
     */
    public record Answer(List<ResultView> results, boolean complete) {}

    public Answer of(ResidentId resident) {
        // asked first: a sample that gets its result in between is then in both, and shown once
        List<OpenSample> open = List.of();
        boolean complete = true;
        try {
            open = sampling.call(resident.country(), client -> client.open(new Query(resident)));
        } catch (ProblemException e) {
            LOG.info("results are shown without those to come: {}", e.type());
            complete = false;
        }
        List<PersonResult> known = persons.of(resident);
        Set<SampleId> resulted = known.stream().map(PersonResult::sampleId).collect(Collectors.toSet());
        List<ResultView> views = new ArrayList<>();
        known.forEach(result -> view(result, known).ifPresent(views::add));
        open.stream()
                .filter(sample -> !resulted.contains(sample.sampleId()))
                .forEach(sample -> views.add(ResultView.pending(sample.sampledAt())));
        views.sort(Comparator.comparing(ResultView::sampledAt).reversed());
        return new Answer(List.copyOf(views), complete);
    }

    private static Optional<ResultView> view(PersonResult result, List<PersonResult> all) {
        Status status = result.status();
        if (status == null) { // the specimen could not be tested: a new one is awaited, or has replaced it
            return result.settled() ? Optional.empty() : Optional.of(ResultView.pending(result.sampledAt()));
        }
        return Optional.of(ResultView.of(result, status == Status.PROVISIONAL ? retest(result, all) : null));
    }

    /** The first of this person's own tubes, from that sample on, that decided. */
    private static @Nullable ResultId retest(PersonResult provisional, List<PersonResult> all) {
        return all.stream()
                .filter(result -> result.decides() && !result.sampledAt().isBefore(provisional.sampledAt()))
                .min(Comparator.comparing(PersonResult::sampledAt))
                .map(PersonResult::resultId)
                .orElse(null);
    }
}
