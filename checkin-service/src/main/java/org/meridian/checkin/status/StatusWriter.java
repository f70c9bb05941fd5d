package org.meridian.checkin.status;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.StatusEvents.LatestResultChanged;
import org.meridian.checkin.status.StatusEvents.ResidentRegistered;
import org.meridian.checkin.status.StatusEvents.VaccinationCorrected;
import org.meridian.checkin.status.StatusEvents.VaccinationRecorded;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Changes rows of health_status, one statement for many, whichever event comes first. It is on the partition itself:
 * {@code ON CONFLICT (…) DO UPDATE} is not to be had through the parent. It fails while the pool is at another region's
 * node, as it is for a while after the own one was down: events wait then.
 */
@Repository
class StatusWriter {

    private static final String RETURNING = """

            RETURNING h.resident_id, h.country_code, h.revision, h.outcome, h.status, h.method, h.sampled_at,
                      h.positive_at, h.suspected_at, h.doses, h.last_dose_on, h.name, h.national_id, h.erased,
                      h.override_colour, h.override_ends_at
            """;

    private final JdbcClient jdbc;
    private final Topology topology;
    private final Clock clock;

    StatusWriter(JdbcClient jdbc, Topology topology, Clock clock) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.clock = clock;
    }

    /**
     * Newer results of residents of one country, each at most once; also that there is none any more.
     *
     * @return the rows changed: not where this version or a later one was there already, or the resident was erased
     */
    List<HealthStatus> results(Country country, List<LatestResultChanged> changes) {
        String sql = into(country, """
                       (resident_id, country_code, revision, version, outcome, status, method, sampled_at, tested_at,
                        positive_at, suspected_at, erased, updated_at)
                SELECT r.resident_id, :country, 1, r.version, r.outcome, r.status, r.method, r.sampled_at, r.tested_at,
                       r.positive_at, r.suspected_at, false, CAST(:now AS timestamptz)
                  FROM unnest(CAST(:residents AS uuid[]), CAST(:versions AS bigint[]), CAST(:outcomes AS text[]),
                              CAST(:statuses AS text[]), CAST(:methods AS text[]), CAST(:sampledAt AS timestamptz[]),
                              CAST(:testedAt AS timestamptz[]), CAST(:positiveAt AS timestamptz[]),
                              CAST(:suspectedAt AS timestamptz[]))
                    AS r(resident_id, version, outcome, status, method, sampled_at, tested_at, positive_at, suspected_at)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, version = excluded.version, outcome = excluded.outcome,
                       status = excluded.status, method = excluded.method, sampled_at = excluded.sampled_at,
                       tested_at = excluded.tested_at, positive_at = excluded.positive_at,
                       suspected_at = excluded.suspected_at, updated_at = excluded.updated_at
                 WHERE h.version < excluded.version AND NOT h.erased
                """);
        return statement(sql, country)
                .param(
                        "residents",
                        column(changes, change -> change.residentId().id()))
                .param("versions", column(changes, LatestResultChanged::version))
                .param("outcomes", column(changes, LatestResultChanged::outcome))
                .param("statuses", column(changes, LatestResultChanged::status))
                .param("methods", column(changes, LatestResultChanged::method))
                .param("sampledAt", column(changes, LatestResultChanged::sampledAt))
                .param("testedAt", column(changes, LatestResultChanged::testedAt))
                .param("positiveAt", column(changes, LatestResultChanged::positiveAt))
                .param("suspectedAt", column(changes, LatestResultChanged::suspectedAt))
                .query(StatusRows::status)
                .list();
    }

    /** The same for what is known of vaccinations. */
    List<HealthStatus> vaccinations(Country country, List<VaccinationRecorded> changes) {
        String sql = into(country, """
                       (resident_id, country_code, revision, version, vaccination_version, doses, last_dose_on,
                        erased, updated_at)
                SELECT r.resident_id, :country, 1, 0, r.version, r.doses, r.last_dose_on,
                       false, CAST(:now AS timestamptz)
                  FROM unnest(CAST(:residents AS uuid[]), CAST(:versions AS bigint[]), CAST(:doses AS int[]),
                              CAST(:lastDoseOn AS date[]))
                    AS r(resident_id, version, doses, last_dose_on)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, vaccination_version = excluded.vaccination_version,
                       doses = excluded.doses, last_dose_on = excluded.last_dose_on, updated_at = excluded.updated_at
                 WHERE h.vaccination_version < excluded.vaccination_version AND NOT h.erased
                """);
        return statement(sql, country)
                .param(
                        "residents",
                        column(changes, change -> change.residentId().id()))
                .param("versions", column(changes, VaccinationRecorded::version))
                .param("doses", column(changes, VaccinationRecorded::doses))
                .param("lastDoseOn", column(changes, VaccinationRecorded::lastDoseOn))
                .query(StatusRows::status)
                .list();
    }

    /** Corrections of what is known of vaccinations, each of one version and no other. */
    List<HealthStatus> corrections(Country country, List<VaccinationCorrected> changes) {
        String sql = """
                UPDATE health_status h
                   SET revision = h.revision + 1, vaccination_version = r.version, doses = r.doses,
                       last_dose_on = r.last_dose_on, updated_at = CAST(:now AS timestamptz)
                  FROM unnest(CAST(:residents AS uuid[]), CAST(:replaced AS bigint[]), CAST(:versions AS bigint[]),
                              CAST(:doses AS int[]), CAST(:lastDoseOn AS date[]))
                    AS r(resident_id, replaced, version, doses, last_dose_on)
                 WHERE h.resident_id = r.resident_id AND h.country_code = :country
                   AND h.vaccination_version = r.replaced AND NOT h.erased
                """;
        return statement(sql + RETURNING, country)
                .param(
                        "residents",
                        column(changes, change -> change.residentId().id()))
                .param("replaced", column(changes, VaccinationCorrected::replaces))
                .param("versions", column(changes, VaccinationCorrected::version))
                .param("doses", column(changes, VaccinationCorrected::doses))
                .param("lastDoseOn", column(changes, VaccinationCorrected::lastDoseOn))
                .query(StatusRows::status)
                .list();
    }

    /** Who residents of one country are, masked, each at most once; those of whom that is known, or who were erased, not. */
    List<HealthStatus> identities(Country country, List<ResidentRegistered> registered) {
        String sql = into(country, """
                       (resident_id, country_code, revision, version, name, national_id, erased, updated_at)
                SELECT r.resident_id, :country, 1, 0, r.name, r.national_id, false, CAST(:now AS timestamptz)
                  FROM unnest(CAST(:residents AS uuid[]), CAST(:names AS text[]), CAST(:nationalIds AS text[]))
                    AS r(resident_id, name, national_id)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, name = excluded.name, national_id = excluded.national_id,
                       updated_at = excluded.updated_at
                 WHERE NOT h.erased
                   AND (h.name, h.national_id) IS DISTINCT FROM (excluded.name, excluded.national_id)
                """);
        return statement(sql, country)
                .param("residents", column(registered, one -> one.residentId().id()))
                .param("names", column(registered, ResidentRegistered::name))
                .param("nationalIds", column(registered, ResidentRegistered::nationalId))
                .query(StatusRows::status)
                .list();
    }

    /** Empty when another override prevails still, or the resident was erased. */
    Optional<HealthStatus> override(ResidentId resident, UUID override, StandingOverride standing) {
        String sql = into(resident.country(), """
                       (resident_id, country_code, revision, version, override_id, override_colour, override_ends_at,
                        erased, updated_at)
                VALUES (:resident, :country, 1, 0, :override, :colour, :endsAt, false, CAST(:now AS timestamptz))
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, override_id = excluded.override_id,
                       override_colour = excluded.override_colour, override_ends_at = excluded.override_ends_at,
                       updated_at = excluded.updated_at
                 WHERE NOT h.erased AND (h.override_id IS NULL OR h.override_ends_at <= CAST(:now AS timestamptz))
                """);
        return statement(sql, resident.country())
                .param("resident", resident.id())
                .param("override", override)
                .param("colour", standing.colour().name())
                .param("endsAt", Timestamp.from(standing.endsAt()))
                .query(StatusRows::status)
                .optional();
    }

    /** Empty when this override, or a colour without any, is not there any more. */
    Optional<HealthStatus> withoutOverride(ResidentId resident, @Nullable UUID override) {
        String sql = """
                UPDATE health_status h
                   SET revision = h.revision + 1, override_id = NULL, override_colour = NULL, override_ends_at = NULL,
                       updated_at = CAST(:now AS timestamptz)
                 WHERE h.resident_id = :resident AND h.country_code = :country
                   AND h.override_id IS NOT DISTINCT FROM CAST(:override AS uuid)
                   AND (h.override_id IS NOT NULL OR h.override_colour IS NOT NULL)
                """;
        return statement(sql + RETURNING, resident.country())
                .param("resident", resident.id())
                .param("override", override)
                .query(StatusRows::status)
                .optional();
    }

    /** Leaves a tombstone without anything personal in it. */
    Optional<HealthStatus> erase(ResidentId resident) {
        String sql = into(resident.country(), """
                       (resident_id, country_code, revision, version, erased, updated_at)
                VALUES (:resident, :country, 1, 0, true, CAST(:now AS timestamptz))
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET revision = h.revision + 1, outcome = NULL, status = NULL, method = NULL, sampled_at = NULL,
                       tested_at = NULL, positive_at = NULL, suspected_at = NULL, doses = NULL, last_dose_on = NULL,
                       name = NULL, national_id = NULL, override_id = NULL, override_colour = NULL,
                       override_ends_at = NULL, erased = true, updated_at = excluded.updated_at
                 WHERE NOT h.erased
                """);
        return statement(sql, resident.country())
                .param("resident", resident.id())
                .query(StatusRows::status)
                .optional();
    }

    private String into(Country country, String rest) {
        return "INSERT INTO " + topology.partitionOf(country).of("health_status") + " AS h\n" + rest + RETURNING;
    }

    private JdbcClient.StatementSpec statement(String sql, Country country) {
        return jdbc.sql(sql).param("country", country.code()).param("now", Timestamp.from(clock.instant()));
    }

    private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
