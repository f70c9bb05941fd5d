package org.meridian.checkin.visit;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.visit.CheckIn.Passing;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
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
    Set<UUID> writeAll(Country country, Collection<CheckIn> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        // the same batch sent twice at once takes its locks in one order: the second waits, neither collides
        List<CheckIn> checkIns = all.stream()
                .sorted(Comparator.comparing(checkIn -> checkIn.id().id()))
                .toList();
        return jdbc
                .sql("""
                        INSERT INTO check_in (id, country_code, place_id, resident_id, resident_country,
                                              checked_in_at, received_at, sequence)
                        SELECT v.id, :country, v.place_id, v.resident_id, v.resident_country,
                               v.checked_in_at, v.received_at, v.sequence
                          FROM unnest(:ids::uuid[], :places::uuid[], :residents::uuid[], :residentCountries::text[],
                                      :checkedInAt::timestamptz[], :receivedAt::timestamptz[],
                                      :sequences::bigint[])
                            AS v(id, place_id, resident_id, resident_country, checked_in_at, received_at, sequence)
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
                .param("sequences", column(checkIns, CheckIn::sequence))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands under these ids. */
    Map<UUID, Passing> passings(Country country, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return new HashMap<>();
        }
        return jdbc
                .sql("""
                        SELECT id, resident_id, resident_country, checked_in_at
                          FROM check_in
                         WHERE id = ANY(:ids) AND country_code = :country
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("country", country.code())
                .query((row, number) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Passing(
                                new ResidentId(row.getObject(2, UUID.class), row.getString(3)),
                                row.getTimestamp(4).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, HashMap::new));
    }

    private static @Nullable String[] column(List<CheckIn> checkIns, Function<CheckIn, @Nullable Object> value) {
        return checkIns.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
