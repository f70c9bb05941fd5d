package org.meridian.bench.placement.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.bench.placement.Sharing;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;

class CrossingIT {

    private static final TestCluster CLUSTER = TestCluster.shared();
    private final Findings findings = new Findings();

    @BeforeAll
    static void migrated() {
        Sharing.migrate();
    }

    @Test
    void point1NoWayLeadsATransactionIntoASecondCountry() {
        Map<String, String> properties = new LinkedHashMap<>(CLUSTER.properties("sharing", "eu"));
        properties.keySet().removeIf(key -> !key.matches("meridian\\.(region|database\\.(nodes.*|user|password))"));
        try (Application application = new Application(properties)) {
            CrossingExperiment.attempts("here", CLUSTER.topology(), application, servers(), findings);
        }
        assertThat(findings.checks()).as("%s", findings.remarks()).allMatch(Check::pass);
    }

    @Test
    void point1ADataSourceThatRefusesNothingTurnsItRed() {
        CrossingExperiment.attempts("here", CLUSTER.topology(), this::writeUnguarded, servers(), findings);
        assertThat(findings.checks().stream().filter(check -> !check.pass()).map(Check::name))
                .containsExactly(
                        "crossing: ways into a second country that were not refused, here",
                        "crossing: of them heard of by a server, here",
                        "crossing: rows they left, here");
    }

    private void writeUnguarded(Country home, String first, String second, List<Object> valuesOfTheSecond) {
        try (Connection connection = CLUSTER.owner("eu").getConnection();
                Statement before = connection.createStatement()) {
            connection.setAutoCommit(false);
            before.execute("SET LOCAL search_path TO sharing");
            before.execute(first);
            try (PreparedStatement statement = connection.prepareStatement(second)) {
                for (int i = 0; i < valuesOfTheSecond.size(); i++) {
                    statement.setObject(i + 1, valuesOfTheSecond.get(i));
                }
                statement.execute();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Path, DataSource> servers() {
        Map<Path, DataSource> servers = new LinkedHashMap<>();
        CLUSTER.cluster()
                .nodes()
                .forEach(node -> servers.put(CLUSTER.cluster().log(node.region()), CLUSTER.owner(node.region())));
        return servers;
    }
}
