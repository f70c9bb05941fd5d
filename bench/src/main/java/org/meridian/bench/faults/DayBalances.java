package org.meridian.bench.faults;

import java.util.List;
import org.meridian.bench.history.Balance;
import org.meridian.bench.world.World;

/** What of a testing day must be equally much in two services: samples and results, receipts and rows, results and codes. */
final class DayBalances {

    private final World world;
    private final String barcodes;

    DayBalances(World world, String prefix) {
        this.world = world;
        this.barcodes = prefix + "%";
    }

    List<Balance> read() {
        String samples = world.partition("sampling", "sample");
        String results = world.partition("results", "tube_result");
        String given = world.partition("results", "person_result");
        return List.of(
                new Balance(
                        "samples = results given + pending",
                        number("SELECT count(*) FROM " + samples + " WHERE barcode LIKE ?"),
                        number(
                                        "SELECT count(*) FROM " + given + " p JOIN " + samples
                                                + " s ON s.id = p.sample_id AND s.country_code = p.tube_country WHERE barcode LIKE ?")
                                + number("SELECT count(*) FROM " + samples
                                        + " s WHERE barcode LIKE ? AND NOT EXISTS (SELECT FROM " + results
                                        + " r WHERE r.barcode = s.barcode AND r.country_code = s.country_code)")),
                new Balance(
                        "results without a sample",
                        world.sql()
                                .number("SELECT count(*) FROM " + given + " p WHERE NOT EXISTS (SELECT FROM " + samples
                                        + " s WHERE s.id = p.sample_id AND s.country_code = p.tube_country)"),
                        0),
                new Balance(
                        "rows that receipts accepted = rows with a receipt",
                        world.sql().number("SELECT coalesce(sum(accepted), 0) FROM " + receipts()),
                        world.sql()
                                .number("SELECT count(*) FROM " + results + " r JOIN " + receipts()
                                        + " u ON u.id = r.receipt_id")),
                new Balance(
                        "persons with a result = persons whose health status says so",
                        world.sql()
                                .number("SELECT count(*) FROM " + world.partition("results", "latest_result")
                                        + " WHERE version > 0"),
                        world.sql()
                                .number("SELECT count(*) FROM " + world.partition("checkin", "health_status")
                                        + " WHERE version > 0")));
    }

    private String receipts() {
        return world.partition("results", "upload_receipt");
    }

    private long number(String sql) {
        return world.sql().number(sql, barcodes);
    }
}
