package org.meridian.bench.world;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.meridian.bench.measure.Until;
import org.meridian.bench.stack.Sql;
import org.meridian.db.cluster.LocalCluster;

/** Whether everybody knows what they must: events delivered, results and health codes agreeing. */
public final class Delivery {

    private static final List<String> SHARED_COLUMNS =
            List.of("outcome", "status", "method", "sampled_at", "tested_at", "positive_at", "suspected_at");

    private final World world;
    private final Sql sql;

    public Delivery(World world) {
        this.world = world;
        this.sql = world.sql();
    }

    /**
     * Waits until no event waits any more; seconds, or {@code NaN} when some still do. The audit trail's checkpoints are for the
     * other regions' witnesses, who need not run here.
     */
    public double awaitDelivered(Duration atMost) {
        String waiting = LocalCluster.SERVICES.stream()
                .map(s -> "EXISTS (SELECT FROM " + world.partition(s, "outbox")
                        + " WHERE NOT set_aside AND type <> 'AuditCheckpoints')")
                .collect(Collectors.joining(" OR ", "SELECT (", ")::int"));
        return Until.seconds(atMost, Duration.ofMillis(100), () -> sql.number(waiting) == 0);
    }

    /** Events that were refused for good. */
    public long setAside() {
        return LocalCluster.SERVICES.stream()
                .mapToLong(s -> sql.number("SELECT count(*) FROM " + world.partition(s, "outbox") + " WHERE set_aside"))
                .sum();
    }

    /** Persons whose health status is not what results-service has as their latest result, version included. */
    public long divergences() {
        String results = SHARED_COLUMNS.stream().map(c -> "r." + c).collect(Collectors.joining(", "));
        String codes = SHARED_COLUMNS.stream().map(c -> "h." + c).collect(Collectors.joining(", "));
        return sql.number("""
                SELECT count(*) FROM %s r FULL JOIN %s h USING (resident_id, country_code)
                 WHERE coalesce(r.version, 0) <> coalesce(h.version, 0)
                    OR (%s) IS DISTINCT FROM (%s)
                """.formatted(
                        world.partition("results", "latest_result"),
                        world.partition("checkin", "health_status"),
                        results,
                        codes));
    }
}
