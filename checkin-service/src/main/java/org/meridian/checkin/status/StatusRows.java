package org.meridian.checkin.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of health_status. Each change is one statement on the partition itself, whichever event comes first:
 * {@code ON CONFLICT (…) DO UPDATE} is not to be had through the parent.
 */
@Repository
class StatusRows {

    private static final String RETURNING = """

            RETURNING h.resident_id, h.country_code, h.revision, h.outcome, h.status, h.sampled_at, h.name, h.national_id
            """;
    /** A foreign table has no key to be in conflict with. */
    private static final Set<String> NOT_ON_A_FOREIGN_TABLE = Set.of("42P10", "0A000");

    private final JdbcClient jdbc;
    private final Topology topology;
    private final Clock clock;

    StatusRows(JdbcClient jdbc, Topology topology, Clock clock) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.clock = clock;
    }

    Optional<HealthStatus> find(ResidentId resident) {
        return jdbc.sql("""
                        SELECT resident_id, country_code, revision, outcome, status, sampled_at, name, national_id
                          FROM health_status
                         WHERE resident_id = :resident AND country_code = :country
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .query(StatusRows::status)
                .optional();
    }

    /** A newer result; empty when this version or a later one is there already, or the resident was erased. */
    Optional<HealthStatus> result(ResidentId resident, long version, @Nullable LatestResult latest, Tested tested) {
        String sql = into(resident.country(), """
                       (resident_id, country_code, revision, version, outcome, status, method, sampled_at, tested_at,
                        erased, updated_at)
                VALUES (:resident, :country, 1, :version, :outcome, :status, :method, :sampledAt, :testedAt,
                        false, :now)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, version = excluded.version, outcome = excluded.outcome,
                       status = excluded.status, method = excluded.method, sampled_at = excluded.sampled_at,
                       tested_at = excluded.tested_at, updated_at = excluded.updated_at
                 WHERE h.version < excluded.version AND NOT h.erased
                """);
        return change(
                resident.country(),
                jdbc.sql(sql)
                        .param("resident", resident.id())
                        .param("country", resident.countryCode())
                        .param("version", version)
                        .param(
                                "outcome",
                                latest == null ? null : latest.outcome().name())
                        .param("status", latest == null ? null : latest.status().name())
                        .param("method", tested.method())
                        .param("sampledAt", latest == null ? null : Timestamp.from(latest.sampledAt()))
                        .param("testedAt", tested.at() == null ? null : Timestamp.from(tested.at()))
                        .param("now", Timestamp.from(clock.instant())));
    }

    /** How and when the laboratory worked; kept for those who look into a row. */
    record Tested(@Nullable String method, @Nullable Instant at) {}

    /** Who the resident is, masked; empty when that is known already, or the resident was erased. */
    Optional<HealthStatus> identity(ResidentId resident, String name, String nationalId) {
        String sql = into(resident.country(), """
                       (resident_id, country_code, revision, version, name, national_id, erased, updated_at)
                VALUES (:resident, :country, 1, 0, :name, :nationalId, false, :now)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, name = excluded.name, national_id = excluded.national_id,
                       updated_at = excluded.updated_at
                 WHERE NOT h.erased
                   AND (h.name, h.national_id) IS DISTINCT FROM (excluded.name, excluded.national_id)
                """);
        return change(
                resident.country(),
                jdbc.sql(sql)
                        .param("resident", resident.id())
                        .param("country", resident.countryCode())
                        .param("name", name)
                        .param("nationalId", nationalId)
                        .param("now", Timestamp.from(clock.instant())));
    }

    /** Leaves a tombstone without anything personal in it. */
    Optional<HealthStatus> erase(ResidentId resident) {
        String sql = into(resident.country(), """
                       (resident_id, country_code, revision, version, erased, updated_at)
                VALUES (:resident, :country, 1, 0, true, :now)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, outcome = NULL, status = NULL, method = NULL, sampled_at = NULL,
                       tested_at = NULL, name = NULL, national_id = NULL, erased = true,
                       updated_at = excluded.updated_at
                 WHERE NOT h.erased
                """);
        return change(
                resident.country(),
                jdbc.sql(sql)
                        .param("resident", resident.id())
                        .param("country", resident.countryCode())
                        .param("now", Timestamp.from(clock.instant())));
    }

    private String into(Country country, String rest) {
        return "INSERT INTO " + topology.partitionOf(country).of("health_status") + " AS h\n" + rest + RETURNING;
    }

    private Optional<HealthStatus> change(Country country, JdbcClient.StatementSpec statement) {
        try {
            return statement.query(StatusRows::status).optional();
        } catch (DataAccessException failure) {
            if (failure.getMostSpecificCause() instanceof SQLException sql
                    && sql.getSQLState() != null
                    && NOT_ON_A_FOREIGN_TABLE.contains(sql.getSQLState())) {
                // The pool is on another region's node, as it is for a while after the own one was down: try later.
                throw ProblemException.regionUnavailable(
                        topology.regionOf(country).name());
            }
            throw failure;
        }
    }

    private static HealthStatus status(ResultSet row, int number) throws SQLException {
        String outcome = row.getString(4);
        LatestResult latest = outcome == null
                ? null
                : new LatestResult(
                        LatestResult.Outcome.valueOf(outcome),
                        LatestResult.Certainty.valueOf(row.getString(5)),
                        row.getTimestamp(6).toInstant());
        return new HealthStatus(
                new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                row.getLong(3),
                latest,
                row.getString(7),
                row.getString(8));
    }
}
