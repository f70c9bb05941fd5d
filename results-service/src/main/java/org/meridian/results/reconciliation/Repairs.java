package org.meridian.results.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.results.event.Changes;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.latest.PersonStates;
import org.meridian.results.vaccination.VaccinationRecorded;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells checkin-service again where it differs, in a write transaction of the country. Whoever changed after they were
 * compared is left out: that change has told of itself.
 */
@Component
class Repairs {

    private final JdbcClient jdbc;
    private final PersonStates persons;
    private final Changes changes;
    private final Outbox outbox;

    Repairs(JdbcClient jdbc, PersonStates persons, Changes changes, Outbox outbox) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.changes = changes;
        this.outbox = outbox;
    }

    /**
     * Where a person differs.
     *
     * @param version that was compared
     * @param theirs that checkin-service knows
     */
    record Differing(ResidentId resident, long version, long theirs) {}

    /** @return how many were told again */
    int repair(Country country, Topic topic, List<Differing> differing) {
        return switch (topic) {
            case RESULTS -> results(country, differing);
            case VACCINATIONS -> vaccinations(country, differing);
        };
    }

    /** A version above both sides' makes sure that it is believed. */
    private int results(Country country, List<Differing> differing) {
        persons.hold(country, differing.stream().map(Differing::resident).toList());
        Map<UUID, Long> versions = versions(country, differing);
        List<Differing> unchanged = differing.stream()
                .filter(one ->
                        one.version() == versions.getOrDefault(one.resident().id(), -1L))
                .toList();
        persons.refold( // a row that was lost here is made anew
                country,
                unchanged.stream()
                        .filter(one -> one.version() == 0)
                        .map(Differing::resident)
                        .toList());
        List<LatestResultChanged> told = jdbc.sql("""
                        UPDATE latest_result l
                           SET version = GREATEST(l.version, r.theirs) + 1
                          FROM unnest(CAST(:residents AS uuid[]), CAST(:theirs AS bigint[])) AS r(id, theirs)
                         WHERE l.resident_id = r.id AND l.country_code = :country
                        RETURNING l.resident_id, l.version, l.outcome, l.status, l.method, l.sampled_at, l.tested_at,
                                  l.positive_at, l.suspected_at
                        """)
                .param("country", country.code())
                .param("residents", column(unchanged, one -> one.resident().id()))
                .param("theirs", column(unchanged, Differing::theirs))
                .query((row, n) -> changed(country, row))
                .list();
        outbox.appendAll(changes.told(
                "checkin",
                country,
                LatestResultChanged.TYPE,
                told,
                change -> change.residentId().toString()));
        return told.size();
    }

    private Map<UUID, Long> versions(Country country, List<Differing> differing) {
        return jdbc
                .sql("""
                        SELECT resident_id, version FROM latest_result
                         WHERE country_code = :country AND resident_id = ANY(CAST(:residents AS uuid[]))
                        """)
                .param("country", country.code())
                .param("residents", column(differing, one -> one.resident().id()))
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Doses have no version to spare: where a lower one would not be believed, it is said which one is wrong. */
    private int vaccinations(Country country, List<Differing> differing) {
        Map<UUID, VaccinationRecorded> recorded = recorded(country, differing);
        List<VaccinationRecorded> late = new ArrayList<>();
        List<VaccinationCorrected> wrong = new ArrayList<>();
        for (Differing one : differing) {
            VaccinationRecorded now = recorded.get(one.resident().id());
            if (one.version() != (now == null ? 0 : now.version())) {
                continue;
            }
            if (now != null && one.theirs() < now.version()) {
                late.add(now);
            } else {
                wrong.add(new VaccinationCorrected(
                        one.resident(),
                        one.theirs(),
                        one.version(),
                        now == null ? 0 : now.doses(),
                        now == null ? null : now.lastDoseOn()));
            }
        }
        outbox.appendAll(changes.told(
                "checkin",
                country,
                VaccinationRecorded.TYPE,
                late,
                change -> change.residentId().toString()));
        outbox.appendAll(changes.told(
                "checkin",
                country,
                VaccinationCorrected.TYPE,
                wrong,
                change -> change.residentId().toString()));
        return late.size() + wrong.size();
    }

    private Map<UUID, VaccinationRecorded> recorded(Country country, List<Differing> differing) {
        return jdbc
                .sql("""
                        SELECT resident_id, max(version), count(DISTINCT dose), max(given_on)
                          FROM vaccination
                         WHERE country_code = :country AND resident_id = ANY(CAST(:residents AS uuid[]))
                         GROUP BY resident_id
                        """)
                .param("country", country.code())
                .param("residents", column(differing, one -> one.resident().id()))
                .query((row, n) -> new VaccinationRecorded(
                        new ResidentId(row.getObject(1, UUID.class), country.code()),
                        row.getLong(2),
                        row.getInt(3),
                        row.getObject(4, LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(change -> change.residentId().id(), Function.identity()));
    }

    private static LatestResultChanged changed(Country country, ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String status = row.getString("status");
        String method = row.getString("method");
        return new LatestResultChanged(
                new ResidentId(row.getObject("resident_id", UUID.class), country.code()),
                row.getLong("version"),
                outcome == null ? null : Outcome.valueOf(outcome),
                status == null ? null : org.meridian.results.verdict.Status.valueOf(status),
                method == null ? null : Method.valueOf(method),
                moment(row, "sampled_at"),
                moment(row, "tested_at"),
                moment(row, "positive_at"),
                moment(row, "suspected_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    private static String[] column(List<Differing> rows, Function<Differing, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
