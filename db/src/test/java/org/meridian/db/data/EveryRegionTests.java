package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EveryRegionTests {

    private final Topology topology = Topology.load();
    private final List<String> asked = new ArrayList<>();
    private final EveryRegion everyRegion =
            new EveryRegion(JdbcClient.create(new DriverManagerDataSource("jdbc:never-used")), topology);

    @Test
    void oneQueryIsEnoughWhileAllRegionsAreThere() {
        EveryRegion.Found<String> found = everyRegion.read((auditors, names) -> answer(names, Set.of()));
        assertThat(asked).containsExactly("site");
        assertThat(found.rows()).containsExactly("row of site");
        assertThat(found.missingRegions()).isEmpty();
    }

    @Test
    void aRegionThatIsDownIsNamedAndTheOthersAreRead() {
        EveryRegion.Found<String> found = everyRegion.read((auditors, names) -> answer(names, Set.of("site_ap")));
        assertThat(asked).hasSize(1 + topology.partitions().size()).contains("site_us", "site_eu", "site_ap");
        assertThat(found.rows()).contains("row of site_us", "row of site_eu").doesNotContain("row of site_ap");
        assertThat(found.missingRegions()).containsExactly("ap");
    }

    @Test
    void withoutAnyRegionThereIsNoAnswer() {
        assertThatThrownBy(() ->
                        everyRegion.read((auditors, names) -> answer(names, Set.of("site_us", "site_eu", "site_ap"))))
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void whoReadsPieceByPieceAsksNoMissingRegionAgain() {
        EveryRegion.Found<String> found =
                everyRegion.read((auditors, names) -> answer(names, Set.of("site_us")), List.of("ap"));
        assertThat(asked).contains("site_us", "site_eu").doesNotContain("site", "site_ap");
        assertThat(found.rows()).contains("row of site_eu").doesNotContain("row of site_us", "row of site_ap");
        assertThat(found.missingRegions()).containsExactlyInAnyOrder("ap", "us");
    }

    @Test
    void whenTheLastRegionIsLostOnTheWayThereIsNoAnswer() {
        assertThatThrownBy(() -> everyRegion.read(
                        (auditors, names) -> answer(names, Set.of("site_us", "site_eu")), List.of("ap")))
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void anotherFailureIsNotTakenForADeadRegion() {
        assertThatThrownBy(() -> everyRegion.read((auditors, names) -> {
                    asked.add(names.of("site"));
                    throw failure("42601");
                }))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(asked).containsExactly("site");
    }

    @Test
    void orderAndLimitHoldOverTheParts() {
        EveryRegion.Found<Integer> found =
                new EveryRegion.Found<>(List.of(1, 5, 9, 2, 6), List.of("ap")).first(3, Comparator.naturalOrder());
        assertThat(found.rows()).containsExactly(1, 2, 5);
        assertThat(found.missingRegions()).containsExactly("ap");
    }

    /** The query over all regions fails as soon as one is down. */
    private List<String> answer(EveryRegion.Names names, Set<String> down) {
        String table = names.of("site");
        asked.add(table);
        if (down.contains(table) || (table.equals("site") && !down.isEmpty())) {
            throw failure("08001");
        }
        return List.of("row of " + table);
    }

    private static RuntimeException failure(String state) {
        return new IllegalStateException(new SQLException("x", state));
    }
}
