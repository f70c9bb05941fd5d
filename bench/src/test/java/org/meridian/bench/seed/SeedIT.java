package org.meridian.bench.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.bench.BenchException;
import org.meridian.bench.stack.Sql;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;

/** The bulk door, into real tables of all services. */
class SeedIT {

    private static final TestCluster CLUSTER = TestCluster.shared();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long RESIDENTS = 3_000;

    @BeforeAll
    static void tables() throws IOException, SQLException {
        for (String service : LocalCluster.SERVICES) {
            URL[] own = {
                Path.of("../" + service + "-service/src/main/resources/")
                        .toUri()
                        .toURL(),
                Path.of("../platform/src/main/resources/").toUri().toURL()
            };
            try (URLClassLoader resources = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
                CLUSTER.migrate(service, resources);
            }
        }
        for (Region region : CLUSTER.topology().regions()) {
            try (Connection connection = CLUSTER.owner(region.name()).getConnection();
                    Statement statement = connection.createStatement()) {
                Ledger.prepare(statement);
            }
        }
    }

    @Test
    void aCityIsThereWithAllItsKeysAndSecondSeedingOfItChangesNothing() {
        City city = new City("DEU", RESIDENTS, 7, 14, NOW);
        List<String> keys = keysOf("eu");
        fill(city);
        assertThat(keysOf("eu")).containsExactlyElementsOf(keys);
        Function<Sheet, String> partition = partitionOf(city);
        Sheets sheets = new Sheets(city);
        for (List<Sheet> group : sheets.all()) {
            for (Sheet sheet : group) {
                assertThat(rows("eu", partition.apply(sheet))).as(sheet.name()).isEqualTo(sheet.rows());
            }
        }
        assertThat(differences()).as("persons whose code is not their result").isZero();
        fill(city);
        assertThat(rows("eu", "checkin.health_status_eu")).isEqualTo(RESIDENTS);
        assertThat(keysOf("eu")).containsExactlyElementsOf(keys);
    }

    @Test
    void aTableWithOthersRowsIsLeftAlone() {
        fill(new City("USA", 200, 7, 0, NOW));
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> fill(new City("CAN", 200, 7, 0, NOW)))
                .withMessageContaining("has rows");
        assertThat(rows("us", "checkin.health_status_us")).isEqualTo(200);
    }

    @Test
    void whatBreaksOffLeavesTheTableEmptyWithItsKeysAndCanBeDoneAgain() {
        City city = new City("TWN", RESIDENTS, 7, 0, NOW);
        List<String> keys = keysOf("ap");
        Sheet whole = new Sheets(city).all().getFirst().getFirst();
        Sheet broken = new Sheet(whole.service(), whole.table(), whole.columns(), whole.rows(), 1, (n, row) -> {
            if (n == RESIDENTS / 2) {
                throw new IOException("the power is off");
            }
            whole.fill().write(n, row);
        });
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> load(city).fill(List.of(broken)))
                .withMessageContaining("as empty as before");
        assertThat(rows("ap", "registration.resident_ap")).isZero();
        assertThat(keysOf("ap")).containsExactlyElementsOf(keys);
        load(city).fill(List.of(whole));
        assertThat(rows("ap", "registration.resident_ap")).isEqualTo(RESIDENTS);
        long bytes = sql("ap").number("SELECT pg_total_relation_size('registration.resident_ap')");
        assertThat(bytes / RESIDENTS)
                .as("what decides whether there is room")
                .isCloseTo(whole.bytesEach(), withPercentage(25));
    }

    @Test
    void whatRefersToNothingIsFoundWhenTheKeysArePutBack() {
        City city = new City("JPN", 1_000, 7, 3, NOW);
        List<Sheet> group = new Sheets(city)
                .all().stream()
                        .filter(sheets -> sheets.getFirst().table().equals("tube"))
                        .findFirst()
                        .orElseThrow();
        Sheet tubes = group.getFirst();
        Sheet oneLess = new Sheet(
                tubes.service(), tubes.table(), tubes.columns(), tubes.rows() - 1, tubes.bytesEach(), tubes.fill());
        BulkLoad load = load(city);
        new Sheets(city).small().forEach(load::add);
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> load.fill(List.of(oneLess, group.get(1), group.get(2))))
                .withMessageContaining("violates foreign key constraint");
        assertThat(rows("ap", "sampling.tube_ap")).isZero();
    }

    @Test
    void aCityThatDoesNotFitIsRefusedWithTheNumberThatWould() {
        City city = new City("DEU", 25_000_000, 7, 3, NOW);
        assertThat(Room.missing(city, 200L << 30)).isEmpty();
        assertThat(Room.missing(city, 20L << 30).orElseThrow()).contains("residents would fit");
    }

    private static void fill(City city) {
        BulkLoad load = load(city);
        Sheets sheets = new Sheets(city);
        sheets.small().forEach(load::add);
        AtOnce.run(2, sheets.all(), load::fill);
    }

    private static BulkLoad load(City city) {
        String region = CLUSTER.topology().regionOf(Country.of(city.country())).name();
        return new BulkLoad(
                CLUSTER.owner(region),
                partitionOf(city),
                new Ledger(city),
                new Progress(new PrintStream(PrintStream.nullOutputStream())));
    }

    private static Function<Sheet, String> partitionOf(City city) {
        Partition partition = CLUSTER.topology().partitionOf(Country.of(city.country()));
        return sheet -> sheet.service() + "." + partition.of(sheet.table());
    }

    private static long differences() {
        return sql("eu").number("""
                SELECT count(*) FROM results.latest_result_eu r
                  FULL JOIN checkin.health_status_eu h USING (resident_id, country_code)
                 WHERE (r.version, r.outcome, r.sampled_at, r.tested_at, r.positive_at)
                       IS DISTINCT FROM (h.version, h.outcome, h.sampled_at, h.tested_at, h.positive_at)
                """);
    }

    private static long rows(String region, String table) {
        return sql(region).number("SELECT count(*) FROM " + table);
    }

    private static List<String> keysOf(String region) {
        return sql(region).list("""
                SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class t ON t.oid = indrelid
                  JOIN pg_namespace n ON n.oid = relnamespace
                 WHERE nspname IN ('registration', 'sampling', 'results', 'checkin', 'sharing') AND t.relkind = 'r'
                UNION ALL
                SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
                  FROM pg_constraint WHERE conrelid <> 0 ORDER BY 1
                """, row -> row.getString(1));
    }

    private static Sql sql(String region) {
        return new Sql(CLUSTER.owner(region));
    }
}
