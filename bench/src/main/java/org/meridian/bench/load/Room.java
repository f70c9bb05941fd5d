package org.meridian.bench.load;

import java.util.List;
import java.util.Map;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** How many changed rows found room on their own page (PostgreSQL's HOT), so that no index of theirs was written again. */
final class Room {

    private static final double PERCENT = 100;

    /** Tables whose rows change soon after they came; by their service. */
    private static final Map<String, String> TABLES = Map.of(
            "checkin",
            "health_status",
            "registration",
            "otp_challenge",
            "results",
            "latest_result",
            "sampling",
            "tube");

    private Room() {}

    /** Of all changes since the database was started. */
    static void report(String prefix, World world, Findings findings) {
        TABLES.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(table -> {
            List<Double> share = world.sql()
                    .list(
                            "SELECT " + PERCENT + " * n_tup_hot_upd / n_tup_upd FROM pg_stat_all_tables"
                                    + " WHERE relid = CAST(? AS regclass) AND n_tup_upd > 0",
                            row -> row.getDouble(1),
                            world.partition(table.getKey(), table.getValue()));
            share.forEach(percent -> findings.add(Figure.higherIsBetter(
                    prefix + ": changed rows of " + table.getValue() + " with room on their page", percent, "%")));
        });
    }
}
