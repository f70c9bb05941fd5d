package org.meridian.bench.placement.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.bench.placement.OneServer;
import org.meridian.bench.placement.Sharing;
import org.meridian.bench.stack.Sql;
import org.meridian.db.placement.Target;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Topology;

/** A schema as it is placed has no fault; whatever is placed wrongly is found. */
class CatalogueCheckIT {

    private static final TestCluster CLUSTER = TestCluster.shared();
    private static final Topology TOPOLOGY = CLUSTER.topology();

    /** The migrations of one service; the others' schemas are empty here. */
    private static final Map<String, Definition> DEFINITIONS =
            Map.of("sharing", Definition.all(Sharing.ROOT, TOPOLOGY).get("sharing"));

    private final Sql eu = new Sql(CLUSTER.owner("eu"));
    private final Sql us = new Sql(CLUSTER.owner("us"));

    @BeforeAll
    static void migrated() {
        Sharing.migrate();
    }

    @AfterEach
    void nothingIsLeft() {
        for (String region : List.of("us", "eu", "ap")) {
            assertThat(faults(region)).as(region).isEmpty();
        }
    }

    @Test
    void point1ATableWithoutPlacementIsFound() {
        eu.run("CREATE TABLE sharing.visitor (id uuid, country_code text, name text)");
        try {
            assertThat(faults("eu")).containsExactly("sharing.visitor has no placement");
        } finally {
            eu.run("DROP TABLE sharing.visitor");
        }
    }

    @Test
    void point1ASequenceASchemaAViewAndAnUnloggedTableAreFound() {
        eu.run(
                "CREATE SEQUENCE sharing.counter",
                "CREATE SCHEMA elsewhere CREATE TABLE people (name text)",
                "CREATE MATERIALIZED VIEW sharing.copied AS SELECT * FROM sharing.unit_eu",
                "ALTER TABLE sharing.inbox_eu SET UNLOGGED");
        try {
            assertThat(faults("eu"))
                    .contains(
                            "sequence sharing.counter belongs to no region",
                            "elsewhere.people: no service has a schema elsewhere",
                            "sharing.copied: nothing says where a MATERIALIZED_VIEW belongs",
                            "sharing.inbox_eu is temporary or unlogged");
        } finally {
            eu.run(
                    "DROP SEQUENCE sharing.counter",
                    "DROP SCHEMA elsewhere CASCADE",
                    "DROP MATERIALIZED VIEW sharing.copied",
                    "ALTER TABLE sharing.inbox_eu SET LOGGED");
        }
    }

    @Test
    void point1ARowThatIsPlacedWronglyIsFoundWhateverItsPartitionSays() {
        String american = "('%s', 'USA', now())".formatted(UUID.randomUUID());
        // as if somebody had moved a country in the topology of one node alone
        eu.run(
                "BEGIN",
                "ALTER TABLE sharing.inbox DETACH PARTITION sharing.inbox_eu",
                "ALTER TABLE sharing.inbox DETACH PARTITION sharing.inbox_us",
                "INSERT INTO sharing.inbox_eu VALUES " + american,
                "ALTER TABLE sharing.inbox ATTACH PARTITION sharing.inbox_eu FOR VALUES IN ('DEU', 'USA')",
                "COMMIT");
        try {
            assertThat(faults("eu"))
                    .contains(
                            "1 rows of USA lie in sharing.inbox_eu",
                            "sharing.inbox_eu holds DEU, USA, which is no partition of the topology",
                            "sharing.inbox_us has no placement",
                            "sharing.inbox_us is missing");
        } finally {
            eu.run(
                    "BEGIN",
                    "ALTER TABLE sharing.inbox DETACH PARTITION sharing.inbox_eu",
                    "DELETE FROM sharing.inbox_eu",
                    "ALTER TABLE sharing.inbox ATTACH PARTITION sharing.inbox_eu " + bound("eu"),
                    "ALTER TABLE sharing.inbox ATTACH PARTITION sharing.inbox_us " + bound("us"),
                    "COMMIT");
        }
    }

    @Test
    void point1AForeignTableThatLeadsToTheWrongNodeOrTableIsFound() {
        eu.run("ALTER FOREIGN TABLE sharing.consent_us OPTIONS (SET table_name 'consent_ap')");
        us.run("ALTER SERVER eu OPTIONS (SET host '127.0.0.9')");
        try {
            assertThat(faults("eu")).containsExactly("sharing.consent_us stands for sharing.consent_ap of us");
            assertThat(faults("us")).anyMatch(fault -> fault.startsWith("server eu leads to 127.0.0.9:"));
        } finally {
            eu.run("ALTER FOREIGN TABLE sharing.consent_us OPTIONS (SET table_name 'consent_us')");
            us.run("ALTER SERVER eu OPTIONS (SET host '"
                    + CLUSTER.cluster().node("eu").host() + "')");
        }
    }

    @Test
    void point1PlannerStatisticsOfRowsThatLieElsewhereAreFound() {
        us.run("INSERT INTO sharing.inbox_us SELECT gen_random_uuid(), 'USA', now() FROM generate_series(1, 100)");
        eu.run("ANALYZE sharing.inbox");
        try {
            assertThat(faults("eu"))
                    .contains(
                            "planner statistics of sharing.inbox, whose rows lie elsewhere",
                            "planner statistics of sharing.inbox_us, whose rows lie elsewhere");
        } finally {
            us.run("DELETE FROM sharing.inbox_us");
            eu.run("DELETE FROM pg_statistic s USING pg_class c WHERE c.oid = s.starelid AND c.relname LIKE 'inbox%'");
        }
    }

    @Test
    void point1AMissingIndexAndAnIndexTooManyAreFound() {
        eu.run("CREATE INDEX more ON sharing.unit_eu (name)");
        try {
            assertThat(faults("eu")).singleElement().asString().startsWith("sharing.unit_eu has");
        } finally {
            eu.run("DROP INDEX sharing.more");
        }
    }

    @Test
    void point1OnOnePostgresATableAndAnIndexInAnotherRegionsTablespaceAreFound() {
        try (OneServer one = OneServer.start(Sharing.ROOT, TOPOLOGY, DEFINITIONS.keySet())) {
            Sql owner = new Sql(one.owner());
            var check = new CatalogueCheck(TOPOLOGY, one.target(), DEFINITIONS, Map.of());
            assertThat(check.faults(Catalogue.read(owner))).isEmpty();
            owner.run(
                    "ALTER TABLE sharing.inbox_us SET TABLESPACE eu_ts",
                    "ALTER INDEX sharing.outbox_ap_pkey SET TABLESPACE pg_default");
            assertThat(check.faults(Catalogue.read(owner)))
                    .contains(
                            "sharing.inbox_us lies in tablespace 'eu_ts' instead of 'us_ts'",
                            "sharing.outbox_ap_pkey lies in tablespace '', its table sharing.outbox_ap in 'ap_ts'");
        }
    }

    private static List<String> faults(String region) {
        Target target = new Target.LocalNode(TOPOLOGY.region(region));
        return new CatalogueCheck(TOPOLOGY, target, DEFINITIONS, nodes())
                .faults(Catalogue.read(new Sql(CLUSTER.owner(region))));
    }

    private static Map<String, String> nodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        CLUSTER.cluster().nodes().forEach(node -> nodes.put(node.region(), node.host() + ":" + node.port()));
        return nodes;
    }

    private static String bound(String region) {
        return TOPOLOGY.region(region).countries().stream()
                .map(country -> "'" + country.code() + "'")
                .collect(java.util.stream.Collectors.joining(", ", "FOR VALUES IN (", ")"));
    }
}
