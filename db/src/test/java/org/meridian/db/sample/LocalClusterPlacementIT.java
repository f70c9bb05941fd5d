package org.meridian.db.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.yugabyte.ds.PGSimpleDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.data.EveryRegion;
import org.meridian.db.data.HomePool;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(LocalClusterExtension.class)
class LocalClusterPlacementIT extends PlacementContract {

    private final TestCluster cluster = TestCluster.shared();

    @Override
    Map<String, String> prepared() {
        cluster.migrate(SERVICE, SampleApplication.migrations());
        return cluster.properties(SERVICE, "eu");
    }

    @Override
    Topology topology() {
        return cluster.topology();
    }

    @Override
    DataSource owner(String region) {
        return cluster.owner(region);
    }

    @Override
    DataSource stranger() {
        LocalCluster.Node node = cluster.cluster().node("eu");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {node.host()});
        source.setPortNumbers(new int[] {node.port()});
        source.setDatabaseName(LocalCluster.DATABASE);
        source.setUser("registration");
        source.setPassword(cluster.cluster().password("registration"));
        return source;
    }

    @Test
    void aRowIsOnItsRegionsNodeAndOnNoOther() {
        UUID id = insert(TWN);
        for (Region region : topology().regions()) {
            // only what this node stores itself: ordinary tables, not foreign ones
            int stored = JdbcClient.create(owner(region.name()))
                    .sql("SELECT count(*) FROM sharing.household_" + region.name() + " WHERE id = :id")
                    .param("id", id)
                    .query(Integer.class)
                    .single();
            assertThat(stored).as(region.name()).isEqualTo(region.name().equals("ap") ? 1 : 0);
        }
    }

    @Test
    void aDeadRegionFailsFastAndTheOthersGoOn() {
        insert(TWN);
        cluster.cluster().kill("ap");
        try {
            long start = System.nanoTime();
            assertThatThrownBy(() -> insert(TWN))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            for (Country country : new Country[] {DEU, USA}) {
                assertThat(rows(insert(country), country)).isOne();
            }
        } finally {
            cluster.cluster().restart("ap");
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(insert(TWN), TWN)).isOne());
    }

    @Test
    void whatNamesItsPartitionIsPlannedOnceAndAChangeOfAWholeTableAnewEachTime() {
        UUID id = insert(DEU);
        insert(TWN);
        transactions.run(DEU, () -> {
            for (int i = 0;
                    i < 20;
                    i++) { // the database compares plans after five, the driver gives a name after five more
                rename("household_eu", id);
                rename("household", id);
            }
            assertThat(plansKept("UPDATE household_eu %")).isPositive();
            assertThat(jdbc.sql("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'UPDATE household %'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
        cluster.cluster().kill("ap");
        try {
            transactions.run(DEU, () -> {
                rename("household_eu", id);
                rename("household", id);
            });
        } finally {
            cluster.cluster().restart("ap");
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(insert(TWN), TWN)).isOne());
    }

    private int plansKept(String like) {
        return jdbc.sql("SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement LIKE :like")
                .param("like", like)
                .query(Integer.class)
                .single();
    }

    private void rename(String table, UUID id) {
        assertThat(jdbc.sql("UPDATE " + table + " SET name = :name WHERE id = :id AND country_code = :country")
                        .param("name", "Lee")
                        .param("id", id)
                        .param("country", DEU.code())
                        .update())
                .isOne();
    }

    @Test
    void auditorsReadWhatCanBeReadAndAreToldWhatCannot() {
        EveryRegion everyRegion = application.getBean(EveryRegion.class);
        UUID european = insert(DEU);
        UUID asian = insert(TWN);
        assertThat(everyRegion.read(LocalClusterPlacementIT::ids).rows()).contains(european, asian);
        cluster.cluster().kill("ap");
        try {
            EveryRegion.Found<UUID> found = everyRegion.read(LocalClusterPlacementIT::ids);
            assertThat(found.missingRegions()).containsExactly("ap");
            assertThat(found.rows()).contains(european).doesNotContain(asian);
        } finally {
            cluster.cluster().restart("ap");
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                everyRegion.read(LocalClusterPlacementIT::ids).missingRegions())
                        .isEmpty());
    }

    @CrossRegion
    private static List<UUID> ids(JdbcClient auditors, EveryRegion.Names names) {
        return auditors.sql("SELECT id FROM " + names.of("household"))
                .query(UUID.class)
                .list();
    }

    @Test
    void theDriverLeavesADeadHomeNodeAndEachConnectionComesBack() {
        HomePool pool = application.getBean(HomePool.class);
        String home = cluster.cluster().node("eu").host();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> server().equals(home));
        cluster.cluster().kill("eu");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(server()).isNotEqualTo(home));
            assertThat(pool.away()).isPositive();
            assertThat(rows(insert(USA), USA)).isOne();
        } finally {
            cluster.cluster().restart("eu");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> pool.away() == 0 && pool.atHome() > 1);
        assertThat(server()).isEqualTo(home);
        assertThat(rows(insert(DEU), DEU)).isOne();
    }

    private String server() {
        return jdbc.sql("SELECT host(inet_server_addr())").query(String.class).single();
    }
}
