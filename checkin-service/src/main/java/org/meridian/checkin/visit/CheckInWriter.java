package org.meridian.checkin.visit;

import java.util.Arrays;
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
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.visit.CheckIn.Passing;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.idempotency.Proof;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How check-ins become rows: those that come together in one statement, and so a scanner's. Repeating either writes
 * nothing twice.
 */
@Repository
class CheckInWriter {

    private static final Fate WRITTEN = new Fate.Written();

    /** Into the partition itself: then no row has to find its own. */
    private static final String ROWS = """
            INSERT INTO {check_in} (id, country_code, place_id, resident_id, resident_country,
                                    checked_in_at, received_at, answer)
            SELECT v.id, :country, v.place_id, v.resident_id, v.resident_country,
                   TIMESTAMPTZ 'epoch' + v.at * INTERVAL '1 millisecond',
                   TIMESTAMPTZ 'epoch' + v.at * INTERVAL '1 millisecond',
                   v.answer
              FROM unnest(CAST(:ids AS uuid[]), CAST(:places AS uuid[]), CAST(:residents AS uuid[]),
                          CAST(:residentCountries AS text[]), CAST(:at AS bigint[]), CAST(:answers AS bytea[]))
                AS v(id, place_id, resident_id, resident_country, at, answer)
            ON CONFLICT DO NOTHING
            """;

    /** The same with an event for each traveller among them who was not there before. */
    private static final String ROWS_AND_EVENTS = "WITH written AS (" + ROWS + " RETURNING id), " + Travels.TOLD + """
            SELECT count(*) FROM written
            """;

    private final JdbcClient jdbc;
    private final CountryStatements statements;
    private final Travels travels;

    CheckInWriter(JdbcClient jdbc, CountryStatements statements, Travels travels) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.travels = travels;
    }

    /** What became of a check-in that is written once. */
    sealed interface Fate {

        record Written() implements Fate {}

        /** The row of the same request, which came before. */
        record ThereBefore(UUID place, byte @Nullable [] kept) implements Fate {

            /** @throws org.meridian.platform.problem.ProblemException 422 when it was another request after all */
            byte[] answer(PlaceId at, @Nullable Proof proof) {
                if (proof == null || kept == null || !place.equals(at.id())) {
                    throw Proof.reused();
                }
                return proof.open(kept);
            }
        }
    }

    /**
     * Those of one country that came together, in one statement; a second one only when some were there before. Travellers'
     * homes are told by the same statement.
     */
    List<Fate> writeOnce(Country country, List<CheckIn> all) {
        Map<UUID, Fate.ThereBefore> before = insert(country, all) < all.size() ? kept(country, all) : Map.of();
        return all.stream()
                .map(checkIn -> isOwn(checkIn, before)
                        ? WRITTEN
                        : before.get(checkIn.id().id()))
                .toList();
    }

    private static boolean isOwn(CheckIn checkIn, Map<UUID, Fate.ThereBefore> found) {
        Fate.ThereBefore row = found.get(checkIn.id().id());
        return row == null || Arrays.equals(row.kept(), checkIn.answer());
    }

    private int insert(Country country, List<CheckIn> all) {
        List<CheckIn> checkIns = inOrder(all);
        List<CheckIn> abroad = checkIns.stream().filter(CheckIn::isAbroad).toList();
        return abroad.isEmpty()
                ? rows(ROWS, country, checkIns).update()
                : travels.telling(rows(ROWS_AND_EVENTS, country, checkIns), abroad)
                        .query(Integer.class)
                        .single();
    }

    private JdbcClient.StatementSpec rows(String sql, Country country, List<CheckIn> checkIns) {
        return statements
                .sql(sql, country)
                .param("ids", column(checkIns, checkIn -> checkIn.id().id()))
                .param("places", column(checkIns, checkIn -> checkIn.place().id()))
                .param(
                        "residents",
                        column(checkIns, checkIn -> checkIn.resident().id()))
                .param(
                        "residentCountries",
                        column(checkIns, checkIn -> checkIn.resident().countryCode()))
                .param(
                        "at",
                        checkIns.stream()
                                .mapToLong(checkIn -> checkIn.checkedInAt().toEpochMilli())
                                .toArray())
                .param("answers", checkIns.stream().map(CheckIn::answer).toArray(byte[][]::new));
    }

    private Map<UUID, Fate.ThereBefore> kept(Country country, List<CheckIn> checkIns) {
        return jdbc
                .sql("SELECT id, place_id, answer FROM check_in WHERE id = ANY(:ids) AND country_code = :country")
                .param(
                        "ids",
                        checkIns.stream().map(checkIn -> checkIn.id().id()).toArray(UUID[]::new))
                .param("country", country.code())
                .query((row, number) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Fate.ThereBefore(row.getObject(2, UUID.class), row.getBytes(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same rows sent twice at once take their locks in one order: the second waits, neither collides. */
    private static List<CheckIn> inOrder(Collection<CheckIn> all) {
        return all.stream()
                .sorted(Comparator.comparing(checkIn -> checkIn.id().id()))
                .toList();
    }

    /** All of one country. @return the ids of those that were not there before */
    Set<UUID> writeAll(Country country, Collection<CheckIn> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        List<CheckIn> checkIns = inOrder(all);
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
