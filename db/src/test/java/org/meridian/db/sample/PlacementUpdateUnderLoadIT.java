package org.meridian.db.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.migration.Migrations;
import org.meridian.db.migration.PlacementException;
import org.meridian.db.migration.PlacementUpdate;
import org.meridian.db.placement.Target.LocalNode;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** On one node, in a schema that no other test uses. */
@ExtendWith(LocalClusterExtension.class)
class PlacementUpdateUnderLoadIT {

    private static final String SCHEMA = "sampling";
    private static final Country CAN = Country.of("CAN");

    private final TestCluster cluster = TestCluster.shared();
    private final Topology today = cluster.topology();
    private final Topology canadaApart = apart();
    private final DataSource owner = cluster.owner("us");
    private final JdbcClient sql = JdbcClient.create(owner);

    @BeforeAll
    static void migrate() {
        TestCluster.shared().migrate(SCHEMA, SampleApplication.migrations());
    }

    @AfterEach
    void asItWas() throws SQLException {
        sql.sql("DELETE FROM sampling.diary").update();
        update(today);
        sql.sql(
                        "SELECT format('DROP TABLE sampling.%s CASCADE', relname) FROM pg_class"
                                + " WHERE relnamespace = 'sampling'::regnamespace AND relkind = 'r' AND relname LIKE '%_us_can'")
                .query(String.class)
                .list()
                .forEach(drop -> sql.sql(drop).update());
    }

    @Test
    void whileOneTableIsHeldTheOthersAreDoneAndThoseWhoUseItGoOn() throws Exception {
        try (Connection holder = holding("diary")) {
            CompletableFuture<List<String>> update = updating();
            awaitItWaitsFor("diary");
            assertThat(countries("household_us_can"))
                    .as("the table before is done")
                    .isEqualTo("FOR VALUES IN ('CAN')");
            for (int i = 0; i < 3; i++) { // in the same queue, with a service's patience
                assertThat(write("USA")).isOne();
            }
            assertThat(update).isNotDone();
            holder.rollback();
            assertThat(update.join()).anyMatch(statement -> statement.contains("diary_us_can"));
        }
        assertThat(update(canadaApart)).as("a second run changes nothing").isEmpty();
        assertThat(may("INSERT", "household_us_can")).isTrue();
        assertThat(may("INSERT", "diary_us_can")).isTrue();
        assertThat(may("UPDATE", "diary_us_can")).as("append-only, too").isFalse();
    }

    @Test
    void whatWouldHaveToMoveAndCameMeanwhileStaysAndTheNextRunGoesOnWhereItStopped() throws Exception {
        try (Connection holder = holding("diary")) {
            CompletableFuture<List<String>> update = updating();
            awaitItWaitsFor("diary");
            write("CAN");
            holder.rollback();
            assertThatThrownBy(update::join)
                    .hasRootCauseInstanceOf(PlacementException.class)
                    .hasMessageContaining("sampling.diary");
        }
        assertThat(write("CAN")).as("nothing refuses them any more").isOne();
        assertThatThrownBy(() -> update(canadaApart)).hasMessageContaining("2 of CAN");
        sql.sql("DELETE FROM sampling.diary").update();
        assertThat(update(canadaApart))
                .anyMatch(statement -> statement.contains("diary_us_can"))
                .noneMatch(statement -> statement.contains("household"));
    }

    @Test
    void aJobsOwnRowForACountryKeepsNoCountryInItsPlace() throws SQLException {
        for (String country : List.of("USA", "CAN")) {
            sql.sql("INSERT INTO sampling.letter (id, country_code, text) VALUES (:id, :country, 'x')")
                    .param("id", UUID.randomUUID())
                    .param("country", country)
                    .update();
        }
        assertThatThrownBy(() -> update(canadaApart)).hasMessageContaining("sampling.letter");
        sql.sql("COMMENT ON TABLE sampling.letter IS 'made anew'").update();
        try {
            update(canadaApart);
            assertThat(sql.sql("SELECT country_code FROM sampling.letter")
                            .query(String.class)
                            .list())
                    .containsExactly("USA");
        } finally {
            sql.sql("COMMENT ON TABLE sampling.letter IS 'write-once'").update();
            sql.sql("DELETE FROM sampling.letter").update();
        }
    }

    @Test
    void whatAnInterruptedRunHasAssertedIsTakenBackByTheNext() throws SQLException {
        sql.sql("ALTER TABLE sampling.diary_us ADD CONSTRAINT placement_update CHECK (country_code = 'USA') NOT VALID")
                .update();
        assertThat(update(today)).hasSize(1);
        assertThat(write("CAN")).isOne();
        assertThat(update(today)).isEmpty();
    }

    private Connection holding(String table) throws SQLException {
        Connection holder = owner.getConnection();
        holder.setAutoCommit(false);
        JdbcClient.create(new SingleConnectionDataSource(holder, true))
                .sql("SELECT count(*) FROM sampling." + table + "_us")
                .query(Long.class)
                .single();
        return holder;
    }

    private CompletableFuture<List<String>> updating() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return update(canadaApart);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitItWaitsFor(String table) {
        while (sql.sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                                + " AND relation = CAST(:table AS regclass)")
                        .param("table", "sampling." + table + "_us")
                        .query(Long.class)
                        .single()
                == 0) {
            sql.sql("SELECT pg_sleep(0.01)").query().listOfRows();
        }
    }

    private int write(String country) {
        return sql.sql("INSERT INTO sampling.diary (id, country_code, entry) VALUES (:id, :country, 'x')")
                .param("id", UUID.randomUUID())
                .param("country", country)
                .update();
    }

    private String countries(String partition) {
        return sql.sql("SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = CAST(:name AS regclass)")
                .param("name", "sampling." + partition)
                .query(String.class)
                .single();
    }

    private boolean may(String what, String partition) {
        return sql.sql("SELECT has_table_privilege('sampling', :name, :what)")
                .param("name", "sampling." + partition)
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    private List<String> update(Topology topology) throws SQLException {
        Migrations migrations = Migrations.of(SCHEMA, SampleApplication.migrations(), topology);
        return new PlacementUpdate(SCHEMA, topology, migrations.tables())
                .run(new LocalNode(topology.region("us")), owner);
    }

    private Topology apart() {
        List<Region> regions = new ArrayList<>(today.regions());
        regions.replaceAll(region -> !region.name().equals("us")
                ? region
                : new Region(
                        region.name(),
                        region.cloud(),
                        region.cloudRegion(),
                        region.zones(),
                        region.latitude(),
                        region.longitude(),
                        region.gateway(),
                        region.countries(),
                        List.of(CAN)));
        return new Topology(today.replicationFactor(), regions);
    }
}
