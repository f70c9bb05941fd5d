package org.meridian.results.vaccination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of doses, one line a person, in the person's country; rows are appended only. */
@Repository
class Vaccinations {

    private final JdbcClient jdbc;
    private final Clock clock;

    Vaccinations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends a dose, as the next row of its person. Whoever appends another at the same time waits here; the unique keys
     * decide then, and a loser finds nothing appended.
     *
     * @return whether it was appended; if not, this dose or this version was taken meanwhile
     */
    boolean append(VaccinationId id, RecordVaccination dose, Caller by) {
        return jdbc.sql("""
                        INSERT INTO vaccination (id, country_code, resident_id, version, product, dose, given_on,
                                                 recorded_by, recorded_in, recorded_at)
                        SELECT :id, :country, CAST(:resident AS uuid), coalesce(max(v.version), 0) + 1,
                               :product, CAST(:dose AS int), CAST(:givenOn AS date), :by, :in,
                               CAST(:now AS timestamptz)
                          FROM vaccination v
                         WHERE v.resident_id = CAST(:resident AS uuid) AND v.country_code = :country
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .param("resident", dose.residentId().id())
                        .param("product", dose.product())
                        .param("dose", dose.dose())
                        .param("givenOn", dose.givenOn())
                        .param("by", by.subject())
                        .param("in", by.home().code())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    Optional<Vaccination> find(ResidentId resident, int dose) {
        return jdbc.sql("""
                        SELECT id, country_code, resident_id, product, dose, given_on
                          FROM vaccination
                         WHERE resident_id = :resident AND dose = :dose AND country_code = :country
                        """)
                .param("resident", resident.id())
                .param("dose", dose)
                .param("country", resident.countryCode())
                .query(Vaccinations::vaccination)
                .optional();
    }

    /** A person's doses, the newest last. */
    List<Vaccination> of(ResidentId resident) {
        return jdbc.sql("""
                        SELECT id, country_code, resident_id, product, dose, given_on
                          FROM vaccination
                         WHERE resident_id = :resident AND country_code = :country
                         ORDER BY given_on, dose
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .query(Vaccinations::vaccination)
                .list();
    }

    /** What to tell about a person who has at least one dose. */
    VaccinationRecorded summary(ResidentId resident) {
        return jdbc.sql("""
                        SELECT max(version), count(DISTINCT dose), max(given_on)
                          FROM vaccination
                         WHERE resident_id = :resident AND country_code = :country
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .query((row, n) -> new VaccinationRecorded(
                        resident, row.getLong(1), row.getInt(2), row.getObject(3, LocalDate.class)))
                .single();
    }

    private static Vaccination vaccination(ResultSet row, int number) throws SQLException {
        String country = row.getString(2);
        return new Vaccination(
                new VaccinationId(row.getObject(1, UUID.class), country),
                new ResidentId(row.getObject(3, UUID.class), country),
                row.getString(4),
                row.getInt(5),
                row.getObject(6, LocalDate.class));
    }
}
