package org.meridian.results.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.latest.PersonState;
import org.meridian.results.latest.PersonStates;
import org.meridian.results.latest.PersonStates.Changed;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Need;
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
    private final PersonStates states;

    PersonResults(JdbcClient jdbc, Topology topology, PersonStates states) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.states = states;
    }

    /**
     * What a fold has changed.
     *
     * @param changed the persons' new states
     * @param unsure those for whom something that was, or is, to be done again may have come, or come undone
     */
    public record Folded(List<Changed> changed, Set<ResidentId> unsure) {}

    /**
     * Folds results into what is known of their persons, in a write transaction of the persons' country. First results
     * take two statements however many they are, and no look at the past; a correction has its persons' states made anew.
     * Folding the same once more, or in another order, gives the same.
     */
    public Folded fold(Country country, Collection<MemberResult> results) {
        Map<SampleId, MemberResult> newest = new LinkedHashMap<>();
        results.forEach(result -> newest.merge(result.sampleId(), result, PersonResults::later));
        List<MemberResult> rows = List.copyOf(newest.values());
        if (rows.isEmpty()) {
            return new Folded(List.of(), Set.of());
        }
        Set<ResidentId> persons = rows.stream().map(MemberResult::residentId).collect(Collectors.toSet());
        boolean corrected = rows.stream().anyMatch(row -> row.revision() > 0);
        if (corrected) {
            states.hold(country, persons);
        }
        boolean allNew = keep(country, rows) == rows.size();
        if (allNew && !corrected) {
            return added(country, rows);
        }
        if (!corrected) {
            states.hold(country, persons);
        }
        return new Folded(states.refold(country, persons), persons);
    }

    private static MemberResult later(MemberResult one, MemberResult other) {
        return BinaryOperator.maxBy(Comparator.comparingInt(MemberResult::revision))
                .apply(one, other);
    }

    private Folded added(Country country, List<MemberResult> rows) {
        List<PersonState> added = rows.stream().map(PersonResults::state).toList();
        List<Changed> changed = states.add(country, added);
        Map<ResidentId, PersonState> brought = new LinkedHashMap<>();
        added.forEach(state -> brought.merge(state.residentId(), state, PersonState::and));
        Set<ResidentId> unsure = new LinkedHashSet<>();
        brought.values().stream()
                .filter(PersonState::hasNeeds) // late, and settled already
                .forEach(state -> unsure.add(state.residentId()));
        changed.stream()
                .map(Changed::state)
                .filter(state -> settles(Objects.requireNonNull(brought.get(state.residentId())), state))
                .forEach(state -> unsure.add(state.residentId()));
        return new Folded(changed, unsure);
    }

    /** Whether something that a person needs may have come: a retest is a tube of the person alone, a new sample any. */
    private static boolean settles(PersonState brought, PersonState now) {
        return (now.retestAt() != null && brought.decided() != null)
                || (now.resampleAt() != null && brought.newest() != null);
    }

    private static PersonState state(MemberResult of) {
        return PersonState.of(
                of.residentId(),
                of.sampleId().id(),
                of.resultId(),
                of.verdict(),
                of.method(),
                of.sampledAt(),
                of.testedAt());
    }

    private int keep(Country country, List<MemberResult> rows) {
        // on the partition itself: ON CONFLICT with columns does not work through the parent
        return jdbc.sql("""
                        INSERT INTO %s AS p (sample_id, country_code, tube_country, resident_id, result_id, revision,
                                             outcome, status, method, sampled_at, tested_at, settled)
                        SELECT r.sample_id, :country, r.tube_country, r.resident_id, r.result_id, r.revision,
                               r.outcome, r.status, r.method, r.sampled_at, r.tested_at, r.settled
                          FROM unnest(CAST(:samples AS uuid[]), CAST(:tubeCountries AS text[]),
                                      CAST(:residents AS uuid[]), CAST(:results AS uuid[]), CAST(:revisions AS int[]),
                                      CAST(:outcomes AS text[]), CAST(:statuses AS text[]), CAST(:methods AS text[]),
                                      CAST(:sampledAt AS timestamptz[]), CAST(:testedAt AS timestamptz[]),
                                      CAST(:settled AS boolean[]))
                            AS r(sample_id, tube_country, resident_id, result_id, revision, outcome, status, method,
                                 sampled_at, tested_at, settled)
                        ON CONFLICT (sample_id, country_code) DO UPDATE
                           SET result_id = EXCLUDED.result_id, revision = EXCLUDED.revision,
                               outcome = EXCLUDED.outcome, status = EXCLUDED.status, method = EXCLUDED.method,
                               tested_at = EXCLUDED.tested_at, settled = EXCLUDED.settled, settle_version = 0
                         WHERE p.revision < EXCLUDED.revision
                        """.formatted(topology.partitionOf(country).of("person_result")))
                .param("country", country.code())
                .param("samples", column(rows, row -> row.sampleId().id()))
                .param("tubeCountries", column(rows, row -> row.sampleId().countryCode()))
                .param("residents", column(rows, row -> row.residentId().id()))
                .param("results", column(rows, row -> row.resultId().id()))
                .param("revisions", column(rows, MemberResult::revision))
                .param("outcomes", column(rows, MemberResult::outcome))
                .param("statuses", column(rows, PersonResults::status))
                .param("methods", column(rows, MemberResult::method))
                .param("sampledAt", column(rows, MemberResult::sampledAt))
                .param("testedAt", column(rows, MemberResult::testedAt))
                .param("settled", column(rows, row -> row.verdict().need() == Need.NONE ? null : false))
                .update();
    }

    private static @Nullable Status status(MemberResult row) {
        return switch (row.verdict()) {
            case Verdict.Personal personal -> personal.status().inRevision(row.revision());
            case Verdict.Unusable unusable -> null;
        };
    }

    /** A person's results, the newest sample first. */
    List<PersonResult> of(ResidentId resident) {
        return jdbc.sql("""
                        SELECT sample_id, tube_country, result_id, outcome, status, method, sampled_at, tested_at, settled
                          FROM person_result
                         WHERE resident_id = :resident AND country_code = :country
                         ORDER BY sampled_at DESC, sample_id DESC
                         LIMIT :shown
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .param("shown", SHOWN)
                .query((row, n) -> personResult(row))
                .list();
    }

    private static PersonResult personResult(ResultSet row) throws SQLException {
        String status = row.getString(5);
        return new PersonResult(
                new SampleId(row.getObject(1, UUID.class), row.getString(2)),
                new ResultId(row.getObject(3, UUID.class), row.getString(2)),
                Outcome.valueOf(row.getString(4)),
                status == null ? null : Status.valueOf(status),
                Method.valueOf(row.getString(6)),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                row.getBoolean(9));
    }

    private static @Nullable String[] column(List<MemberResult> rows, Function<MemberResult, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
