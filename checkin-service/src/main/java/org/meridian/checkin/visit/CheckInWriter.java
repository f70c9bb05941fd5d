package org.meridian.checkin.visit;

import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How check-ins become rows: one by one here, in one statement each; a group's in one statement together. Repeating
 * either writes nothing twice.
 */
@Repository
class CheckInWriter {

    private final JdbcClient jdbc;

    CheckInWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(CheckIn checkIn) {
        jdbc.sql("""
                        INSERT INTO check_in (id, country_code, place_id, resident_id, resident_country,
                                              checked_in_at, received_at)
                        VALUES (:id, :country, :place, :resident, :residentCountry, :checkedInAt, :receivedAt)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", checkIn.id().id())
                .param("country", checkIn.id().countryCode())
                .param("place", checkIn.place().id())
                .param("resident", checkIn.resident().id())
                .param("residentCountry", checkIn.resident().countryCode())
                .param("checkedInAt", Timestamp.from(checkIn.checkedInAt()))
                .param("receivedAt", Timestamp.from(checkIn.receivedAt()))
                .update();
    }

    /** All of one country. @return the ids of those that were not there before */
    Set<UUID> writeAll(Country country, List<CheckIn> checkIns) {
        if (checkIns.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql("""
                        INSERT INTO check_in (id, country_code, place_id, resident_id, resident_country,
                                              checked_in_at, received_at)
                        SELECT v.id, :country, v.place_id, v.resident_id, v.resident_country,
                               v.checked_in_at, v.received_at
                          FROM unnest(:ids::uuid[], :places::uuid[], :residents::uuid[], :residentCountries::text[],
                                      :checkedInAt::timestamptz[], :receivedAt::timestamptz[])
                            AS v(id, place_id, resident_id, resident_country, checked_in_at, received_at)
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .param("country", country.code())
                .param("ids", column(checkIns, checkIn -> checkIn.id().id()))
                .param("places", column(checkIns, checkIn -> checkIn.place().id()))
                .param(
                        "residents",
                        column(checkIns, checkIn -> checkIn.resident().id()))
                .param(
                        "residentCountries",
                        column(checkIns, checkIn -> checkIn.resident().countryCode()))
                .param("checkedInAt", column(checkIns, CheckIn::checkedInAt))
                .param("receivedAt", column(checkIns, CheckIn::receivedAt))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String[] column(List<CheckIn> checkIns, Function<CheckIn, Object> value) {
        return checkIns.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
