package org.meridian.bench.faults.crowd;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.bench.history.Balance;
import org.meridian.bench.history.Row;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.world.World;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;

/** Reads what a crowd left behind in the region's partitions. */
final class CrowdRows {

    private final World world;
    private final Sql sql;
    private final String barcodes;
    private final Map<UUID, String> places = new HashMap<>();
    private final Map<UUID, String> scanned = new HashMap<>();
    private final Timestamp since = Timestamp.from(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));

    CrowdRows(Stage stage, List<String> places, List<String> scanned) {
        this.world = stage.world();
        this.sql = world.sql();
        this.barcodes = stage.name() + "-D%";
        places.forEach(place -> this.places.put(idOf(place), place));
        scanned.forEach(place -> this.scanned.put(idOf(place), place));
    }

    private static UUID idOf(String place) {
        return Ids.parse(place, ResidentId::new).id();
    }

    List<Row> rows() {
        List<Row> all = new ArrayList<>();
        all.addAll(sql.list(
                visits(), row -> new Row(Visitors.KIND, name(places, row), row.getString(3), micros(row)), (Object)
                        ids(places)));
        all.addAll(sql.list(
                visits(), row -> new Row(Scanner.KIND, name(scanned, row), row.getString(3), row.getLong(5)), (Object)
                        ids(scanned)));
        all.addAll(sql.list(
                "SELECT barcode || ' ' || resident_id, id::text, device_sequence FROM "
                        + world.partition("sampling", "sample") + " WHERE barcode LIKE ?",
                row -> new Row(OfflineDesk.SAMPLE, row.getString(1), row.getString(2), row.getLong(3)),
                barcodes));
        all.addAll(sql.list(
                "SELECT barcode FROM " + world.partition("sampling", "tube")
                        + " WHERE barcode LIKE ? AND state = 'SEALED'",
                row -> new Row(OfflineDesk.SEALING, row.getString(1), null, null),
                barcodes));
        all.addAll(sql.list(
                "SELECT id::text FROM " + world.partition("registration", "resident") + " WHERE registered_at >= ?",
                row -> new Row(Registrar.KIND, row.getString(1), null, null),
                since));
        return all;
    }

    private String visits() {
        return "SELECT place_id, resident_id, id::text, received_at, sequence FROM "
                + world.partition("checkin", "check_in") + " WHERE place_id = ANY(?)";
    }

    private static String name(Map<UUID, String> places, ResultSet row) throws SQLException {
        return places.get(row.getObject(1, UUID.class)) + " " + row.getString(2);
    }

    private static long micros(ResultSet row) throws SQLException {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, row.getObject(4, OffsetDateTime.class).toInstant());
    }

    private static UUID[] ids(Map<UUID, String> places) {
        return places.keySet().toArray(UUID[]::new);
    }

    List<Balance> balances() {
        String abroad = "SELECT DISTINCT resident_id, country_code AS visited FROM "
                + world.partition("checkin", "check_in")
                + " WHERE place_id = ANY(?) AND resident_country <> country_code";
        Map<UUID, String> everywhere = new HashMap<>(places);
        everywhere.putAll(scanned);
        UUID[] all = ids(everywhere);
        return List.of(
                new Balance(
                        "travellers who checked in = what their homes know",
                        sql.number("SELECT count(*) FROM (" + abroad + ") there", (Object) all),
                        sql.number(
                                "SELECT count(*) FROM " + world.partition("checkin", "visited_country") + " JOIN ("
                                        + abroad + ") there USING (resident_id, visited)",
                                (Object) all)),
                new Balance(
                        "residents registered = names known to check-in",
                        sql.number(
                                "SELECT count(*) FROM " + world.partition("registration", "resident")
                                        + " WHERE registered_at >= ?",
                                since),
                        sql.number(
                                "SELECT count(*) FROM " + world.partition("registration", "resident") + " r JOIN "
                                        + world.partition("checkin", "health_status")
                                        + " h ON h.resident_id = r.id AND h.country_code = r.country_code"
                                        + " WHERE registered_at >= ? AND h.name IS NOT NULL",
                                since)),
                new Balance(
                        "places taken in offline desks' tubes = samples in them",
                        sql.number(
                                "SELECT coalesce(sum(filled), 0) FROM " + world.partition("sampling", "tube")
                                        + " WHERE barcode LIKE ?",
                                barcodes),
                        sql.number(
                                "SELECT count(*) FROM " + world.partition("sampling", "sample")
                                        + " WHERE barcode LIKE ?",
                                barcodes)));
    }
}
