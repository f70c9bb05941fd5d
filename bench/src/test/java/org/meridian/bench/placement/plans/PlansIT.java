package org.meridian.bench.placement.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.yugabyte.ds.PGSimpleDataSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.bench.placement.Sharing;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Sql;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.test.TestCluster;

class PlansIT {

    private static final TestCluster CLUSTER = TestCluster.shared();
    private static final String SPREAD = "plans: statements of services that touch more than one partition";

    private final Sql owner = new Sql(CLUSTER.owner("eu"));

    @BeforeAll
    static void migrated() {
        Sharing.migrate();
    }

    @Test
    void point1AStatementWithoutACountryTurnsItRedOneWithItDoesNot() {
        assertThat(check("SELECT status FROM unit WHERE id = gen_random_uuid() AND country_code = 'USA'")
                        .pass())
                .isTrue();
        assertThat(check("SELECT status FROM unit WHERE id = gen_random_uuid()").value())
                .isOne();
        assertThat(check("SELECT 1 FROM consent c JOIN unit u ON u.id = c.unit_id"
                                + " WHERE c.country_code = 'DEU' AND u.country_code = 'TWN'")
                        .value())
                .isOne();
    }

    @Test
    void point1AuditorsMayReadEveryPartitionInOneStatement() {
        Findings findings = ran("sharing_reader", "SELECT count(*) FROM unit GROUP BY country_code");
        assertThat(findings.checks())
                .filteredOn(check -> check.name().equals(SPREAD))
                .allMatch(Check::pass);
        assertThat(findings.checks())
                .filteredOn(check ->
                        check.name().equals("plans: auditors' and analysts' statements that read all partitions"))
                .allMatch(Check::pass);
    }

    private Check check(String sql) {
        return ran("sharing", sql).checks().stream()
                .filter(check -> check.name().equals(SPREAD))
                .findFirst()
                .orElseThrow();
    }

    private Findings ran(String role, String sql) {
        Findings findings = new Findings();
        try (PlanLog log = new PlanLog(owner, CLUSTER.cluster().log("eu"))) {
            new Sql(as(role)).run("SET search_path TO sharing", sql);
            List<PlanLog.Plan> plans = log.plans();
            assertThat(plans).filteredOn(plan -> plan.text().equals(sql)).hasSize(1);
            PlansExperiment.judge(CLUSTER.topology(), owner, Map.of("eu", plans), findings);
        }
        return findings;
    }

    private static PGSimpleDataSource as(String role) {
        LocalCluster.Node node = CLUSTER.cluster().node("eu");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {node.host()});
        source.setPortNumbers(new int[] {node.port()});
        source.setDatabaseName(LocalCluster.DATABASE);
        source.setUser(role);
        source.setPassword(CLUSTER.cluster().password(role));
        return source;
    }
}
