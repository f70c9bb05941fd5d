package org.meridian.db.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

/** In a schema of its own, whose partitions the other tests don't use. */
@ExtendWith(LocalClusterExtension.class)
class PlacementUpdateIT {

    private static final String SCHEMA = "results";
    private static final Country CHN = Country.of("CHN");
    private static final Country TWN = Country.of("TWN");

    private final TestCluster cluster = TestCluster.shared();
    private final Topology today = cluster.topology();
    private final Topology chinaApart = changed("ap", List.of(), List.of(CHN));

    @BeforeAll
    static void migrate() {
        TestCluster.shared().migrate(SCHEMA, SampleApplication.migrations());
    }

    @Test
    void aCountryGetsAPartitionOfItsOwnAndGivesItUpAgain() throws SQLException {
        update(chinaApart);
        insert("us", CHN);
        assertThat(JdbcClient.create(cluster.owner("ap"))
                        .sql("SELECT count(*) FROM results.household_ap_chn")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThatThrownBy(() -> update(today))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("results.household")
                .hasMessageContaining("1 of CHN");
        JdbcClient.create(cluster.owner("us"))
                .sql("DELETE FROM results.household WHERE country_code = 'CHN'")
                .update();
        update(today);
        assertThat(update(today)).as("a second run changes nothing").isEmpty();
    }

    @Test
    void rowsAreNotMovedToAnotherRegion() throws SQLException {
        update(today);
        insert("eu", TWN);
        Topology moved = changed("us", List.of(TWN), List.of());
        assertThatThrownBy(() -> update(moved))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("of TWN");
        assertThat(update(today)).as("nothing was changed").isEmpty();
    }

    private void insert(String through, Country country) {
        JdbcClient.create(cluster.owner(through))
                .sql("INSERT INTO results.household (id, country_code, name, version) VALUES (:id, :country, 'Li', 0)")
                .param("id", UUID.randomUUID())
                .param("country", country.code())
                .update();
    }

    private List<String> update(Topology topology) throws SQLException {
        Migrations migrations = Migrations.of(SCHEMA, SampleApplication.migrations(), topology);
        List<String> changes = new ArrayList<>();
        for (Region region : topology.regions()) {
            changes.addAll(new PlacementUpdate(SCHEMA, topology, migrations.tables())
                    .run(new LocalNode(region), cluster.owner(region.name())));
        }
        return changes;
    }

    /** The built-in topology, but one region takes countries from the others, or sets some apart. */
    private Topology changed(String name, List<Country> taken, List<Country> apart) {
        List<Region> regions = new ArrayList<>();
        for (Region region : today.regions()) {
            List<Country> countries = new ArrayList<>(region.countries());
            countries.removeAll(taken);
            boolean taking = region.name().equals(name);
            if (taking) {
                countries.addAll(taken);
            }
            regions.add(new Region(
                    region.name(),
                    region.cloud(),
                    region.cloudRegion(),
                    region.zones(),
                    region.latitude(),
                    region.longitude(),
                    region.gateway(),
                    countries,
                    taking ? apart : List.of()));
        }
        return new Topology(today.replicationFactor(), regions);
    }
}
