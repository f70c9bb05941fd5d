package org.meridian.registration.resident;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes people who register at the same time with one statement: the codes' use, the residents, one event of them all. */
@Repository
class RegistrationRows {

    /**
     * Those are written whose code nobody had used, and told of who are written. The codes stand in the update twice over:
     * in the list, so that another region's node is not asked for all of its rows.
     */
    private static final String REGISTER = """
            WITH applied AS (
                     SELECT *
                       FROM unnest(CAST(:challenges AS uuid[]), CAST(:ids AS uuid[]), CAST(:keys AS bytea[]),
                                   CAST(:phoneIndexes AS bytea[]), CAST(:nationalIdIndexes AS bytea[]),
                                   CAST(:phones AS bytea[]), CAST(:nationalIds AS bytea[]), CAST(:names AS bytea[]),
                                   CAST(:schemes AS text[]), CAST(:birthDates AS bytea[]), CAST(:divisions AS bytea[]),
                                   CAST(:told AS text[]))
                         AS r(challenge, id, data_key, phone_index, national_id_index, phone, national_id, name, scheme,
                              birth_date, division, told)),
                 spent AS (
                     UPDATE {otp_challenge} SET used_at = :now
                      WHERE id = ANY(CAST(:challenges AS uuid[])) AND country_code = :country AND used_at IS NULL
                     RETURNING id),
                 written AS (
                     INSERT INTO resident
                            (id, country_code, data_key, phone_index, national_id_index, phone, national_id, name,
                             national_id_scheme, birth_date, division, registered_at, version)
                     SELECT a.id, :country, a.data_key, a.phone_index, a.national_id_index, a.phone, a.national_id,
                            a.name, a.scheme, a.birth_date, a.division, CAST(:now AS timestamptz), 0
                       FROM applied a JOIN spent s ON s.id = a.challenge
                     ON CONFLICT DO NOTHING
                     RETURNING id),
                 told AS (
                     INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,
                                         created_at, attempts, next_attempt_at, set_aside)
                     SELECT CAST(:event AS uuid), :country, 'checkin', :country, 'ResidentRegistered', :subject,
                            '[' || string_agg(a.told, ',') || ']', CAST(:now AS timestamptz), 0,
                            CAST(:now AS timestamptz), false
                       FROM applied a JOIN written w ON w.id = a.id
                     HAVING count(*) > 0)
            SELECT a.id, w.id IS NOT NULL AS written
              FROM applied a JOIN spent s ON s.id = a.challenge LEFT JOIN written w ON w.id = a.id
            """;

    private final CountryStatements statements;
    private final Outbox outbox;
    private final IdGenerator ids;
    private final JsonMapper json;
    private final Clock clock;

    RegistrationRows(CountryStatements statements, Outbox outbox, IdGenerator ids, JsonMapper json, Clock clock) {
        this.statements = statements;
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /** What checkin is told of somebody. */
    record ResidentRegistered(ResidentId residentId, String name, String nationalId) {}

    /**
     * @param residents each with another code
     * @return of those whose code was good, whether they are residents now: not when phone or national id is somebody's in
     *     this country. The others' code was used before
     */
    Map<ResidentId, Boolean> register(Country country, List<NewResident> residents) {
        UUID event = ids.nextInOrder();
        Map<ResidentId, Boolean> written = new HashMap<>();
        statements
                .sql(REGISTER, country)
                .param("now", Timestamp.from(clock.instant()))
                .param("event", event)
                .param(
                        "subject",
                        residents.size() == 1 ? residents.getFirst().id().toString() : country + "/" + event)
                .param(
                        "challenges",
                        uuids(residents, resident -> resident.challenge().id()))
                .param("ids", uuids(residents, resident -> resident.id().id()))
                .param("keys", bytes(residents, NewResident::key))
                .param("phoneIndexes", bytes(residents, NewResident::phoneIndex))
                .param("nationalIdIndexes", bytes(residents, NewResident::nationalIdIndex))
                .param("phones", bytes(residents, NewResident::sealedPhone))
                .param("nationalIds", bytes(residents, NewResident::sealedNationalId))
                .param("names", bytes(residents, NewResident::sealedName))
                .param("schemes", residents.stream().map(NewResident::scheme).toArray(String[]::new))
                .param("birthDates", bytes(residents, NewResident::sealedBirthDate))
                .param("divisions", bytes(residents, NewResident::sealedDivision))
                .param("told", residents.stream().map(this::told).toArray(String[]::new))
                .query(row -> {
                    written.put(new ResidentId(row.getObject(1, UUID.class), country.code()), row.getBoolean(2));
                });
        outbox.deliverAfterCommit();
        return written;
    }

    private String told(NewResident resident) {
        return json.writeValueAsString(new ResidentRegistered(resident.id(), resident.name(), resident.nationalId()));
    }

    private static UUID[] uuids(List<NewResident> residents, Function<NewResident, UUID> value) {
        return residents.stream().map(value).toArray(UUID[]::new);
    }

    private static byte[][] bytes(List<NewResident> residents, Function<NewResident, byte @Nullable []> value) {
        byte[][] column = new byte[residents.size()][];
        Arrays.setAll(column, i -> value.apply(residents.get(i)));
        return column;
    }
}
