package org.meridian.deploy.yugabyte;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be checked of the YugabyteDB deployment without a YugabyteDB. */
class YugabyteDeploymentTests {

    private static final Topology TOPOLOGY = Topology.load();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve("deploy/yugabyte");
    private static final Pattern PARTITIONED = Pattern.compile(
            "CREATE TABLE (\\w+) \\((?:(?!;\\n).)*\\) PARTITION BY LIST \\(country_code\\)", Pattern.DOTALL);

    @Test
    void theSqlIsWhatTheMigrationsAndTheTopologySay() throws IOException {
        Map<String, String> expected = SchemaFiles.render(ROOT, TOPOLOGY);
        for (Map.Entry<String, String> file : expected.entrySet()) {
            assertThat(FOLDER.resolve("sql").resolve(file.getKey()))
                    .as("%s; run deploy/yugabyte/generate", file.getKey())
                    .hasContent(file.getValue());
        }
        try (Stream<Path> files = Files.list(FOLDER.resolve("sql"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        }
    }

    @Test
    void everyRegionHasATablespaceWithItsReplicasInItsOwnZones() {
        String sql = SchemaFiles.render(ROOT, TOPOLOGY).get("00-tablespaces.sql");
        for (Region region : TOPOLOGY.regions()) {
            String statement = sql.lines()
                    .filter(l -> l.contains("\"" + region.cloudRegion() + "\""))
                    .findFirst()
                    .orElseThrow();
            assertThat(statement).contains("\"num_replicas\": " + TOPOLOGY.replicationFactor());
            region.zones().forEach(zone -> assertThat(statement).contains("\"zone\": \"" + zone + "\""));
        }
        assertThat(sql.lines().filter(l -> l.startsWith("CREATE TABLESPACE")))
                .hasSize(TOPOLOGY.regions().size());
    }

    @Test
    void everyTableHasAPartitionPerRegionInItsTablespaceAndNoDefaultOne() {
        for (String service : LocalCluster.SERVICES) {
            String sql = schema(service);
            List<String> tables = new ArrayList<>();
            Matcher matcher = PARTITIONED.matcher(sql);
            while (matcher.find()) {
                tables.add(matcher.group(1));
            }
            assertThat(tables).as(service).isNotEmpty();
            for (String table : tables) {
                for (Partition partition : TOPOLOGY.partitions()) {
                    String created = statements(sql)
                            .filter(s -> s.startsWith("CREATE TABLE " + partition.of(table) + " "))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no " + partition.of(table)));
                    assertThat(created)
                            .contains("TABLESPACE", partition.region().name());
                }
            }
            assertThat(sql).doesNotContainIgnoringCase("PARTITION OF " + service + " DEFAULT");
            assertThat(sql).doesNotContainPattern("(?i)\\bDEFAULT\\s+TABLESPACE|PARTITION OF \\w+ DEFAULT");
        }
    }

    @Test
    void everyKeyLeadsWithTheIdNotWithTheCountry() {
        Pattern key = Pattern.compile("(?:PRIMARY KEY|UNIQUE) \\(\\(?(\\w+)");
        for (String service : LocalCluster.SERVICES) {
            Matcher matcher = key.matcher(schema(service));
            int keys = 0;
            while (matcher.find()) {
                assertThat(matcher.group(1)).as(service).isNotEqualTo("country_code");
                keys++;
            }
            assertThat(keys).as(service).isPositive();
        }
    }

    @Test
    void nothingIsUsedThatYugabyteLacks() {
        for (String service : LocalCluster.SERVICES) {
            assertThat(schema(service))
                    .doesNotContainPattern(
                            "(?i)\\b(CONCURRENTLY|PREPARE TRANSACTION|GENERATED \\w+ AS IDENTITY|CREATE SEQUENCE|NEXTVAL|(BIG|SMALL)?SERIAL)\\b")
                    .doesNotContainPattern("(?i)\\bFOREIGN TABLE\\b|\\bMERGE INTO\\b|\\bLISTEN\\b");
        }
    }

    @Test
    void theComposeFileHasANodeInEveryZoneWithTheFlagsThatMatter() throws IOException {
        Map<?, ?> compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(FOLDER.resolve("compose.yaml")));
        List<String> locations = new ArrayList<>();
        ((Map<?, ?>) compose.get("services")).values().forEach(value -> {
            Map<?, ?> node = (Map<?, ?>) value;
            Map<?, ?> environment = (Map<?, ?>) node.get("environment");
            assertThat(environment.get("TSERVER_FLAGS").toString().split(","))
                    .contains(
                            "yb_enable_read_committed_isolation=true",
                            "auto_promote_nonlocal_transactions_to_global=false",
                            "ysql_enable_auth=true");
            String command = node.get("command").toString();
            assertThat(command).contains("yugabyted start", "--daemon=false", "--tserver_flags=\"$$TSERVER_FLAGS\"");
            assertThat(node.get("image").toString()).matches("yugabytedb/yugabyte:2025\\.[\\d.]+-b\\d+");
            Matcher location = Pattern.compile("--cloud_location=(\\S+)").matcher(command);
            assertThat(location.find()).isTrue();
            locations.add(location.group(1));
        });
        assertThat(locations)
                .containsExactlyInAnyOrderElementsOf(TOPOLOGY.regions().stream()
                        .flatMap(r -> r.zones().stream().map(z -> r.cloud() + "." + r.cloudRegion() + "." + z))
                        .toList());
    }

    private static String schema(String service) {
        return SchemaFiles.render(ROOT, TOPOLOGY).entrySet().stream()
                .filter(f -> f.getKey().endsWith("-" + service + ".sql"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> statements(String sql) {
        return Stream.of(sql.split(";\n")).map(String::strip);
    }
}
