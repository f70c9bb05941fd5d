package org.meridian.results.latest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.latest.PersonState.Decided;
import org.meridian.results.latest.PersonState.Newest;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Each person's state, in versions that only grow. Whoever changes it holds the person's row until the commit, so that
 * changes of one person happen one after the other; what else follows for a person is done while holding it.
 */
@Repository
public class PersonStates {

    private final JdbcClient jdbc;
    private final Topology topology;

    PersonStates(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /** A state that has changed, and its new version. */
    public record Changed(PersonState state, long version) {}

    /**
     * Adds the states to those of their persons, with one statement. Runs in a write transaction of the country, which
     * is everyone's home.
     *
     * @return the states that are different now
     */
    public List<Changed> add(Country country, Collection<PersonState> states) {
        Map<ResidentId, PersonState> each = new LinkedHashMap<>();
        states.forEach(state -> each.merge(state.residentId(), state, PersonState::and));
        if (each.isEmpty()) {
            return List.of();
        }
        List<PersonState> rows = each.values().stream()
                .sorted(Comparator.comparing(state -> state.residentId().id())) // rows are always locked in this order
                .toList();
        return jdbc.sql(PersonStateSql.add(topology.partitionOf(country)))
                .param("country", country.code())
                .param("residents", column(rows, state -> state.residentId().id()))
                .param("samples", column(rows, newest(Newest::sampleId)))
                .param(
                        "results",
                        column(rows, newest(newest -> newest.resultId().id())))
                .param(
                        "tubeCountries",
                        column(rows, newest(newest -> newest.resultId().countryCode())))
                .param("outcomes", column(rows, newest(Newest::outcome)))
                .param("statuses", column(rows, newest(Newest::status)))
                .param("methods", column(rows, newest(Newest::method)))
                .param("sampledAt", column(rows, newest(Newest::sampledAt)))
                .param("testedAt", column(rows, newest(Newest::testedAt)))
                .param("decidedAt", column(rows, decided(Decided::at)))
                .param("decidedBy", column(rows, decided(decided -> decided.by().id())))
                .param("decidedIn", column(rows, decided(decided -> decided.by().countryCode())))
                .param("positiveAt", column(rows, PersonState::positiveAt))
                .param("retestAt", column(rows, PersonState::retestAt))
                .param("resampleAt", column(rows, PersonState::resampleAt))
                .query((row, n) -> changed(row))
                .list();
    }

    /** Holds the persons' rows, also of those who have none yet, so that nobody else changes them. */
    public void hold(Country country, Collection<ResidentId> residents) {
        jdbc.sql(PersonStateSql.hold(topology.partitionOf(country)))
                .param("country", country.code())
                .param("residents", ids(residents))
                .update();
    }

    /**
     * Makes the states anew from all results of these persons, whose rows are {@link #hold held}.
     *
     * @return the states that are different now
     */
    public List<Changed> refold(Country country, Collection<ResidentId> residents) {
        return jdbc.sql(PersonStateSql.refold(topology.partitionOf(country)))
                .param("country", country.code())
                .param("residents", ids(residents))
                .query((row, n) -> changed(row))
                .list();
    }

    private static Changed changed(ResultSet row) throws SQLException {
        UUID sample = row.getObject("sample_id", UUID.class);
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        PersonState state = new PersonState(
                new ResidentId(row.getObject("resident_id", UUID.class), row.getString("country_code")),
                sample == null ? null : newest(row, sample),
                decidedBy == null
                        ? null
                        : new Decided(
                                Objects.requireNonNull(instant(row, "decided_at")),
                                new ResultId(decidedBy, row.getString("decided_in"))),
                instant(row, "positive_at"),
                instant(row, "retest_at"),
                instant(row, "resample_at"));
        return new Changed(state, row.getLong("version"));
    }

    private static Newest newest(ResultSet row, UUID sample) throws SQLException {
        return new Newest(
                sample,
                new ResultId(row.getObject("result_id", UUID.class), row.getString("tube_country")),
                Outcome.valueOf(row.getString("outcome")),
                Status.valueOf(row.getString("status")),
                Method.valueOf(row.getString("method")),
                Objects.requireNonNull(instant(row, "sampled_at")),
                Objects.requireNonNull(instant(row, "tested_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static Function<PersonState, @Nullable Object> newest(Function<Newest, Object> value) {
        return state -> state.newest() == null ? null : value.apply(state.newest());
    }

    private static Function<PersonState, @Nullable Object> decided(Function<Decided, Object> value) {
        return state -> state.decided() == null ? null : value.apply(state.decided());
    }

    private static String[] ids(Collection<ResidentId> residents) {
        return residents.stream()
                .map(ResidentId::id)
                .distinct()
                .sorted() // rows are always locked in this order
                .map(UUID::toString)
                .toArray(String[]::new);
    }

    private static @Nullable String[] column(List<PersonState> rows, Function<PersonState, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
