package org.meridian.registration.resident;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.registration.nationalid.NationalId;
import org.meridian.registration.vault.Mask;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is registered, for our other services. They keep a person's key, the blind index, never the national id. */
@Component
public class Directory {

    private static final Base64.Encoder KEY = Base64.getUrlEncoder().withoutPadding();

    private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"); // 32 bytes

    private final JdbcClient jdbc;
    private final Residents residents;
    private final Vault vault;
    private final Clock clock;

    Directory(JdbcClient jdbc, Residents residents, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.residents = residents;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * @param personKey of the national id, registered or not; absent when the number is none
     * @param residentId when registered
     * @param error why the number is no national id of the country
     */
    public record Found(
            @Nullable String personKey,
            @Nullable ResidentId residentId,
            @Nullable String error) {}

    public record Registered(String personKey, ResidentId residentId) {}

    /** What others may see of a person. */
    public record Masked(ResidentId residentId, String name, String nationalId) {}

    public Optional<Masked> masked(ResidentId id) {
        return residents.find(id).map(r -> new Masked(id, Mask.name(r.name()), Mask.nationalId(r.nationalId())));
    }

    /** For each number, in their order. */
    public List<Found> lookUp(Country country, List<String> numbers) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
        List<NationalId.Reading> readings = numbers.stream()
                .map(number -> NationalId.read(country, number, today))
                .toList();
        List<byte[]> indexes = new ArrayList<>();
        for (NationalId.Reading reading : readings) {
            if (reading instanceof NationalId.Read(NationalId id)) {
                indexes.add(index(country, id));
            }
        }
        Map<String, ResidentId> registered = registered(country, indexes);
        return readings.stream()
                .map(reading -> switch (reading) {
                    case NationalId.Read(NationalId id) -> {
                        String key = KEY.encodeToString(index(country, id));
                        yield new Found(key, registered.get(key), null);
                    }
                    case NationalId.Unreadable(String reason) -> new Found(null, null, reason);
                })
                .toList();
    }

    /** Those of the keys' owners who are registered; a text that is no key is nobody's. */
    public List<Registered> byKey(Country country, List<String> personKeys) {
        List<byte[]> indexes = new ArrayList<>();
        for (String key : personKeys) {
            if (KEY_FORM.matcher(key).matches()) {
                indexes.add(Base64.getUrlDecoder().decode(key));
            }
        }
        return registered(country, indexes).entrySet().stream()
                .map(entry -> new Registered(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether a resident and a staff account of one country have the same phone, and so are one person. */
    public boolean isSame(ResidentId resident, StaffId staff) {
        return resident.country().equals(staff.country())
                && jdbc.sql("""
                                SELECT EXISTS (
                                    SELECT FROM resident r
                                           JOIN staff_account s ON s.phone_index = r.phone_index
                                            AND s.country_code = :country
                                     WHERE r.id = :resident AND r.country_code = :country AND s.id = :staff)
                                """)
                        .param("resident", resident.id())
                        .param("staff", staff.id())
                        .param("country", resident.countryCode())
                        .query(Boolean.class)
                        .single();
    }

    private Map<String, ResidentId> registered(Country country, Collection<byte[]> indexes) {
        Map<String, ResidentId> found = new HashMap<>();
        if (indexes.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                        SELECT id, national_id_index FROM resident
                         WHERE national_id_index = ANY(:indexes) AND country_code = :country
                        """)
                .param("indexes", indexes.toArray(byte[][]::new))
                .param("country", country.code())
                .query(row -> {
                    found.put(
                            KEY.encodeToString(row.getBytes("national_id_index")),
                            new ResidentId(row.getObject("id", UUID.class), country.code()));
                });
        return found;
    }

    private byte[] index(Country country, NationalId id) {
        return vault.index(country, Purpose.NATIONAL_ID, id.indexed());
    }
}
