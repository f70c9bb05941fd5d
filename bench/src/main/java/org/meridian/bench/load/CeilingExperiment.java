package org.meridian.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;

/**
 * PostgreSQL's own limit for check-ins: the same rows into the same partition with its indexes, a prepared multi-row insert from one
 * process, a durable commit for each statement. No service can do more.
 */
public final class CeilingExperiment implements Experiment {

    private static final int ROWS = 500;

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public void run(World world, Findings findings) {
        int statements = world.quick() ? 4 : 400;
        IdGenerator ids = new IdGenerator(Clock.systemUTC());
        Country country = Country.of(World.COUNTRY);
        UUID place = UUID.randomUUID();
        String table = world.partition("checkin", "check_in");
        String sql = """
                INSERT INTO %s (id, country_code, place_id, resident_id, resident_country, checked_in_at, received_at)
                SELECT v.id, 'DEU', ?, v.resident, 'DEU', ?::timestamptz, ?::timestamptz
                  FROM unnest(?, ?) AS v(id, resident)
                """.formatted(table);
        double seconds = 0;
        CpuCount.Used used;
        try (Connection connection = world.stack().database().getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(true);
            insert(insert, place, country, ids, statements / 4 + 1);
            CpuCount cpu = CpuCount.of(world.stack().processes());
            long begin = System.nanoTime();
            insert(insert, place, country, ids, statements);
            seconds = (System.nanoTime() - begin) / 1e9;
            used = cpu.used();
        } catch (SQLException e) {
            throw new BenchException(sql + ": " + e.getMessage(), e);
        }
        long rows = (long) statements * ROWS;
        findings.add(Check.equal(
                "ceiling: rows that are there",
                world.sql().number("SELECT count(*) FROM " + table + " WHERE place_id = ?", place),
                "",
                rows + (statements / 4 + 1L) * ROWS));
        if (!world.quick()) {
            findings.add(Figure.higherIsBetter("ceiling: PostgreSQL's own check-ins", rows / seconds, "rows/s"));
            findings.add(Figure.lowerIsBetter(
                    "ceiling: processor time, database",
                    used.perRequest(rows).getOrDefault("database", 0.0),
                    "µs/row"));
        }
    }

    private static void insert(PreparedStatement insert, UUID place, Country country, IdGenerator ids, int times)
            throws SQLException {
        Connection connection = insert.getConnection();
        for (int n = 0; n < times; n++) {
            UUID[] keys = new UUID[ROWS];
            UUID[] residents = new UUID[ROWS];
            for (int i = 0; i < ROWS; i++) {
                keys[i] = ids.next(country, SiteId::new).id();
                residents[i] = UUID.randomUUID();
            }
            String now = Instant.ofEpochMilli(Clock.systemUTC().millis()).toString();
            insert.setObject(1, place);
            insert.setString(2, now);
            insert.setString(3, now);
            insert.setArray(4, connection.createArrayOf("uuid", keys));
            insert.setArray(5, connection.createArrayOf("uuid", residents));
            insert.executeUpdate();
        }
    }
}
