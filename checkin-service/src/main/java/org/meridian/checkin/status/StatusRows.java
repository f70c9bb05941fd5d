package org.meridian.checkin.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of health_status, read. */
@Repository
class StatusRows {

    private final JdbcClient jdbc;
    private final Topology topology;

    StatusRows(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /** Those of people of one country who were asked for at the same time: one query. @return in the order asked for */
    List<Optional<HealthStatus>> find(Country country, List<ResidentId> residents) {
        Map<UUID, HealthStatus> found = jdbc
                .sql("""
                        SELECT resident_id, country_code, revision, outcome, status, method, sampled_at,
                               positive_at, suspected_at, doses, last_dose_on, name, national_id, erased,
                               override_colour, override_ends_at
                          FROM %s
                         WHERE resident_id = ANY(:residents) AND country_code = :country
                        """.formatted(topology.partitionOf(country).of("health_status")))
                .param(
                        "residents",
                        residents.stream().map(ResidentId::id).distinct().toArray(UUID[]::new))
                .param("country", country.code())
                .query(StatusRows::status)
                .list()
                .stream()
                .collect(Collectors.toMap(status -> status.resident().id(), Function.identity()));
        return residents.stream()
                .map(resident -> Optional.ofNullable(found.get(resident.id())))
                .toList();
    }

    static HealthStatus status(ResultSet row, int number) throws SQLException {
        return new HealthStatus(
                new ResidentId(row.getObject("resident_id", UUID.class), row.getString("country_code")),
                row.getLong("revision"),
                latest(row),
                instant(row, "positive_at"),
                instant(row, "suspected_at"),
                vaccination(row),
                row.getString("name"),
                row.getString("national_id"),
                row.getBoolean("erased") ? true : null,
                override(row));
    }

    private static @Nullable LatestResult latest(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        if (outcome == null) {
            return null;
        }
        String method = row.getString("method");
        return new LatestResult(
                LatestResult.Outcome.valueOf(outcome),
                LatestResult.Certainty.valueOf(row.getString("status")),
                method == null ? null : LatestResult.Method.valueOf(method),
                row.getTimestamp("sampled_at").toInstant());
    }

    private static @Nullable Vaccination vaccination(ResultSet row) throws SQLException {
        int doses = row.getInt("doses"); // 0 also where there is none
        return doses == 0 ? null : new Vaccination(doses, row.getObject("last_dose_on", LocalDate.class));
    }

    private static @Nullable StandingOverride override(ResultSet row) throws SQLException {
        String colour = row.getString("override_colour");
        Instant endsAt = instant(row, "override_ends_at");
        return colour == null || endsAt == null ? null : new StandingOverride(Colour.valueOf(colour), endsAt);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        java.sql.Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
