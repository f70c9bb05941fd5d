package org.meridian.registration.resident;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The residents' table. */
@Component
public class Residents {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    Residents(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    public Optional<Resident> find(ResidentId id) {
        return jdbc.sql("""
                        SELECT data_key, phone_index, phone, national_id, name, national_id_scheme, birth_date, division,
                               registered_at
                          FROM resident
                         WHERE id = :id AND country_code = :country AND erased_at IS NULL
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, n) -> resident(id, row))
                .optional();
    }

    /** Who registered with this phone. */
    public Optional<ResidentId> byPhone(Country country, byte[] phoneIndex) {
        return jdbc.sql("SELECT id FROM resident WHERE phone_index = :phone AND country_code = :country")
                .param("phone", phoneIndex)
                .param("country", country.code())
                .query((row, n) -> new ResidentId(row.getObject("id", UUID.class), country.code()))
                .optional();
    }

    /** Changes the division, and the birth date where there is none. @return false when there is no such resident */
    boolean update(Resident resident, @Nullable String division, @Nullable LocalDate birthDate) {
        ResidentId id = resident.id();
        return jdbc.sql("""
                        UPDATE resident
                           SET division = coalesce(CAST(:division AS bytea), division),
                               birth_date = coalesce(birth_date, CAST(:birthDate AS bytea)), version = version + 1
                         WHERE id = :id AND country_code = :country AND erased_at IS NULL
                        """)
                        .param("division", NewResident.sealed(resident.key(), Resident.DIVISION, division))
                        .param("birthDate", NewResident.sealed(resident.key(), Resident.BIRTH_DATE, birthDate))
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .update()
                == 1;
    }

    /** Destroys the data key and clears the rest; the row stays, so that what refers to its id refers to somebody. */
    public boolean erase(ResidentId id) {
        return jdbc.sql("""
                        UPDATE resident
                           SET data_key = NULL, phone_index = NULL, national_id_index = NULL, phone = NULL,
                               national_id = NULL, name = NULL, national_id_scheme = NULL, birth_date = NULL,
                               division = NULL, erased_at = :now, version = version + 1
                         WHERE id = :id AND country_code = :country AND erased_at IS NULL
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .update()
                == 1;
    }

    /** Those of these phones that residents registered with. */
    Set<ByteBuffer> phonesAmong(Country country, List<byte[]> phoneIndexes) {
        return new HashSet<>(jdbc.sql(
                        "SELECT phone_index FROM resident WHERE phone_index = ANY(:phones) AND country_code = :country")
                .param("phones", phoneIndexes.toArray(byte[][]::new))
                .param("country", country.code())
                .query((row, n) -> ByteBuffer.wrap(row.getBytes(1)))
                .list());
    }

    /** Those of these people of one country who are registered. */
    public Set<ResidentId> among(Country country, Collection<ResidentId> residents) {
        return new HashSet<>(jdbc.sql("""
                        SELECT id FROM resident
                         WHERE id = ANY(:ids) AND country_code = :country AND erased_at IS NULL
                        """)
                .param("ids", residents.stream().map(ResidentId::id).toArray(UUID[]::new))
                .param("country", country.code())
                .query((row, n) -> new ResidentId(row.getObject(1, UUID.class), country.code()))
                .list());
    }

    private Resident resident(ResidentId id, ResultSet row) throws SQLException {
        return new Resident(
                id,
                vault.personKey(id, row.getBytes("data_key")),
                row.getBytes("phone_index"),
                row.getBytes("phone"),
                row.getBytes("national_id"),
                row.getBytes("name"),
                NationalIdScheme.valueOf(row.getString("national_id_scheme")),
                row.getBytes("birth_date"),
                row.getBytes("division"),
                row.getTimestamp("registered_at").toInstant());
    }
}
