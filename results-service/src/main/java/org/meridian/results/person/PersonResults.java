package org.meridian.results.person;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.results.latest.LatestResult;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.latest.LatestResults;
import org.meridian.results.latest.LatestResults.Candidate;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;
import org.meridian.results.verdict.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What follows from tubes' results for the persons of a country. */
@Repository
public class PersonResults {

    /** How many of a person's results are shown; at one test a day more than what is kept. */
    private static final int SHOWN = 400;

    private final JdbcClient jdbc;
    private final Topology topology;
    private final LatestResults latest;

    PersonResults(JdbcClient jdbc, Topology topology, LatestResults latest) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.latest = latest;
    }

    private record Derived(MemberResult of, Verdict.Personal verdict) {}

    /**
     * Folds results into what is known of their persons, in a write transaction of the persons' country, with two
     * statements however many they are. Folding the same once more, or in another order, gives the same.
     *
     * @return the events to append in the same transaction
     */
    public List<NewEvent> fold(Country country, List<MemberResult> results) {
        List<Derived> derived = new ArrayList<>(results.size());
        for (MemberResult result : results) {
            switch (Verdict.of(result.method(), result.outcome())) {
                case Verdict.Personal personal -> derived.add(new Derived(result, personal));
                case Verdict.Unusable unusable -> {} // changes nobody
            }
        }
        if (derived.isEmpty()) {
            return List.of();
        }
        keep(country, derived);
        return latest
                .advance(country, derived.stream().map(PersonResults::candidate).toList())
                .stream()
                .map(change -> new NewEvent(
                        "checkin",
                        country,
                        LatestResultChanged.TYPE,
                        change.residentId().toString(),
                        change))
                .toList();
    }

    private static Candidate candidate(Derived derived) {
        MemberResult of = derived.of();
        Verdict.Personal verdict = derived.verdict();
        LatestResult result = new LatestResult(
                of.residentId(), verdict.outcome(), verdict.status(), of.method(), of.sampledAt(), of.testedAt());
        return new Candidate(result, of.sampleId().id(), of.revision());
    }

    private void keep(Country country, List<Derived> rows) {
        // on the partition itself: ON CONFLICT with columns does not work through the parent
        jdbc.sql("""
                        INSERT INTO %s AS p (sample_id, country_code, tube_country, resident_id, result_id, revision,
                                             outcome, status, method, sampled_at, tested_at)
                        SELECT r.sample_id, :country, r.tube_country, r.resident_id, r.result_id, r.revision,
                               r.outcome, r.status, r.method, r.sampled_at, r.tested_at
                          FROM unnest(CAST(:samples AS uuid[]), CAST(:tubeCountries AS text[]),
                                      CAST(:residents AS uuid[]), CAST(:results AS uuid[]), CAST(:revisions AS int[]),
                                      CAST(:outcomes AS text[]), CAST(:statuses AS text[]), CAST(:methods AS text[]),
                                      CAST(:sampledAt AS timestamptz[]), CAST(:testedAt AS timestamptz[]))
                            AS r(sample_id, tube_country, resident_id, result_id, revision, outcome, status, method,
                                 sampled_at, tested_at)
                        ON CONFLICT (sample_id, country_code) DO UPDATE
                           SET result_id = EXCLUDED.result_id, revision = EXCLUDED.revision,
                               outcome = EXCLUDED.outcome, status = EXCLUDED.status, method = EXCLUDED.method,
                               tested_at = EXCLUDED.tested_at
                         WHERE p.revision < EXCLUDED.revision
                        """.formatted(topology.partitionOf(country).of("person_result")))
                .param("country", country.code())
                .param("samples", column(rows, row -> row.of().sampleId().id()))
                .param("tubeCountries", column(rows, row -> row.of().sampleId().countryCode()))
                .param("residents", column(rows, row -> row.of().residentId().id()))
                .param("results", column(rows, row -> row.of().resultId().id()))
                .param("revisions", column(rows, row -> row.of().revision()))
                .param("outcomes", column(rows, row -> row.verdict().outcome()))
                .param("statuses", column(rows, row -> row.verdict().status()))
                .param("methods", column(rows, row -> row.of().method()))
                .param("sampledAt", column(rows, row -> row.of().sampledAt()))
                .param("testedAt", column(rows, row -> row.of().testedAt()))
                .update();
    }

    /** A person's results, the newest sample first. */
    List<PersonResult> of(ResidentId resident) {
        return jdbc.sql("""
                        SELECT sample_id, tube_country, result_id, outcome, status, method, sampled_at, tested_at
                          FROM person_result
                         WHERE resident_id = :resident AND country_code = :country
                         ORDER BY sampled_at DESC, sample_id DESC
                         LIMIT :shown
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .param("shown", SHOWN)
                .query((row, n) -> new PersonResult(
                        new SampleId(row.getObject(1, UUID.class), row.getString(2)),
                        new ResultId(row.getObject(3, UUID.class), row.getString(2)),
                        Outcome.valueOf(row.getString(4)),
                        Status.valueOf(row.getString(5)),
                        Method.valueOf(row.getString(6)),
                        row.getTimestamp(7).toInstant(),
                        row.getTimestamp(8).toInstant()))
                .list();
    }

    private static String[] column(List<Derived> rows, Function<Derived, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
