package org.meridian.bench.faults;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.faults.Observed.PersonResult;
import org.meridian.bench.faults.Observed.Result;
import org.meridian.bench.faults.Observed.Sample;
import org.meridian.bench.faults.Observed.Task;
import org.meridian.bench.faults.Observed.Tube;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/**
 * Reads what is there, of one run: its barcodes begin alike, and what is derived is that of its samples and their people. The
 * region's partitions hold all of its countries.
 */
final class Reading {

    private static final String STATE =
            "version, outcome, status, method, sampled_at, tested_at, positive_at, suspected_at";

    private final World world;
    private final Sql sql;
    private final String barcodes;

    Reading(World world, String prefix) {
        this.world = world;
        this.sql = world.sql();
        this.barcodes = prefix + "%";
    }

    Observed read(boolean delivered) {
        Map<String, Tube> tubes = new HashMap<>();
        sql.list(
                        from("barcode, capacity, filled, state", "sampling", "tube") + " WHERE barcode LIKE ?",
                        r -> new Tube(r.getString(1), r.getInt(2), r.getInt(3), r.getString(4)),
                        barcodes)
                .forEach(tube -> tubes.put(tube.barcode(), tube));
        List<Sample> all = samples();
        Set<String> samples = all.stream().map(Sample::id).collect(Collectors.toSet());
        Set<String> people = all.stream().map(Sample::person).collect(Collectors.toSet());
        Map<String, Person> latest = persons("results", "latest_result", people);
        return new Observed(
                tubes,
                all,
                results(),
                mine(
                        samples,
                        PersonResult::sample,
                        sql.list(
                                from(
                                        "tube_country || '-' || sample_id, country_code || '-' || resident_id, revision, outcome, status",
                                        "results",
                                        "person_result"),
                                r -> new PersonResult(
                                        r.getString(1), r.getString(2), r.getInt(3), r.getString(4), r.getString(5)))),
                latest,
                persons("checkin", "health_status", people),
                mine(
                        samples,
                        Task::sample,
                        sql.list(
                                from("country_code || '-' || sample_id, kind, reason, state", "results", "retest_task"),
                                r -> new Task(r.getString(1), r.getString(2), r.getString(3), r.getString(4)))),
                new Delivery(world).setAside() + (delivered ? 0 : 1));
    }

    private static <T> List<T> mine(Set<String> samples, Function<T, String> sample, List<T> everything) {
        return everything.stream()
                .filter(one -> samples.contains(sample.apply(one)))
                .toList();
    }

    private List<Sample> samples() {
        return sql.list(
                from(
                                "country_code || '-' || id, barcode, resident_country || '-' || resident_id,"
                                        + " least(sampled_at, recorded_at)",
                                "sampling",
                                "sample")
                        + " WHERE barcode LIKE ?",
                r -> new Sample(r.getString(1), r.getString(2), r.getString(3), instant(r, 4)),
                barcodes);
    }

    private List<Result> results() {
        return sql.list(
                from("country_code || '-' || id, barcode, revision, outcome, tested_at", "results", "tube_result")
                        + " WHERE barcode LIKE ?",
                r -> new Result(r.getString(1), r.getString(2), r.getInt(3), r.getString(4), instant(r, 5)),
                barcodes);
    }

    private Map<String, Person> persons(String service, String table, Set<String> people) {
        Map<String, Person> all = new HashMap<>();
        sql.list(
                from("country_code || '-' || resident_id, " + STATE, service, table) + " WHERE version > 0",
                r -> all.put(
                        r.getString(1),
                        new Person(
                                r.getLong(2),
                                r.getString(3),
                                r.getString(4),
                                r.getString(5),
                                instantOrNull(r, 6),
                                instantOrNull(r, 7),
                                instantOrNull(r, 8),
                                instantOrNull(r, 9))));
        all.keySet().retainAll(people);
        return all;
    }

    private String from(String columns, String service, String table) {
        return "SELECT " + columns + " FROM " + world.partition(service, table);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
