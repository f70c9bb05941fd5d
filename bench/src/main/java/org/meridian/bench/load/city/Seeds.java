package org.meridian.bench.load.city;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.meridian.bench.stack.Sql;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/** What the city has before the peak begins, by COPY. */
final class Seeds {

    private static final String T = "\t";

    private final City city;
    private final Sql sql;

    Seeds(City city) {
        this.city = city;
        this.sql = city.world().sql();
    }

    /** Writes one row for each number. */
    interface Row {
        Object[] of(int number);
    }

    void copy(String table, String columns, int count, Row row) {
        sql.copy(table, columns, out -> {
            for (int i = 0; i < count; i++) {
                line(out, row.of(i));
            }
        });
    }

    void sites(List<SiteId> sites) {
        Instant now = City.now();
        copy(
                city.table("sampling", "site"),
                "id, country_code, admin_id, name, corp_name, corp_no, division, opens_at, closes_at, status, registered_at, version",
                sites.size(),
                i -> new Object[] {
                    sites.get(i).id(),
                    sites.get(i).countryCode(),
                    UUID.randomUUID(),
                    "City " + i,
                    "City",
                    "C-1",
                    sites.get(i).countryCode().substring(0, 2) + "-" + i % 10,
                    "00:00",
                    "23:59",
                    "APPROVED",
                    now,
                    0
                });
    }

    void places(List<SiteId> places) {
        Instant now = City.now();
        copy(
                city.table("checkin", "place"),
                "id, country_code, owner_id, name, corp_name, corp_no, division, created_at",
                places.size(),
                i -> new Object[] {
                    places.get(i).id(),
                    places.get(i).countryCode(),
                    UUID.randomUUID(),
                    "Place " + i,
                    "City",
                    "C-1",
                    "DE-CITY",
                    now
                });
    }

    /** People whose last test was yesterday and negative: their latest result, and the same in their health status. */
    void tested(int count, IntFunction<ResidentId> person) {
        Instant at = City.now().minus(1, ChronoUnit.DAYS);
        String findings = "NEGATIVE" + T + "FINAL" + T + "SINGLE" + T + at + T + at;
        copy(
                city.table("results", "latest_result"),
                "resident_id, country_code, version, sample_id, result_id, tube_country, outcome, status, method, sampled_at, tested_at",
                count,
                i -> {
                    ResidentId resident = person.apply(i);
                    String country = resident.countryCode();
                    return new Object[] {resident.id(), country, 1, resident.id(), resident.id(), country, findings};
                });
        copy(
                city.table("checkin", "health_status"),
                "resident_id, country_code, revision, version, name, national_id, erased, updated_at, outcome, status, method, sampled_at, tested_at",
                count,
                i -> {
                    ResidentId resident = person.apply(i);
                    return new Object[] {
                        resident.id(), resident.countryCode(), 2, 1, "E*** M***", "***1", "f", at, findings
                    };
                });
    }

    /** People who have registered and were never tested. */
    void registered(int count, IntFunction<ResidentId> person) {
        Instant at = City.now().minus(1, ChronoUnit.DAYS);
        copy(
                city.table("checkin", "health_status"),
                "resident_id, country_code, revision, version, name, national_id, erased, updated_at",
                count,
                i -> new Object[] {
                    person.apply(i).id(), person.apply(i).countryCode(), 1, 0, "E*** M***", "***1", "f", at
                });
    }

    /** What seeding left to be written is no part of what is measured. */
    void settle(String... tables) {
        for (String table : tables) {
            sql.run("ANALYZE " + table);
        }
        sql.run("CHECKPOINT");
    }

    private static void line(Writer out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(T);
            }
            out.write(fields[i].toString());
        }
        out.write('\n');
    }
}
