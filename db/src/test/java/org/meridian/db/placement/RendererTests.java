package org.meridian.db.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;

class RendererTests {

    private static final String SQL = """
            CREATE TABLE household (id uuid NOT NULL, country_code text NOT NULL, -- one; home
                name text DEFAULT 'a;b,(c', PRIMARY KEY (id, country_code), CHECK (name <> ''))
                PARTITION BY LIST (country_code);
            CREATE TABLE member (
                id uuid NOT NULL, country_code text NOT NULL, household uuid, phone text,
                PRIMARY KEY (id, country_code),
                UNIQUE (phone, country_code),
                FOREIGN KEY (household, country_code) REFERENCES household (id, country_code)
            ) PARTITION BY LIST (country_code);
            CREATE INDEX member_by_household ON member (household, country_code, lower(phone)) WHERE phone IS NOT NULL;
            -- reference data, no people
            CREATE TABLE kinship (code text PRIMARY KEY);
            """;

    private final Topology topology = Topology.load();
    private final Partition eu = topology.partitionOf(Country.of("DEU"));

    private List<String> render(Target target, String sql) {
        Renderer renderer = new Renderer("sharing", topology, target);
        return new Schema()
                .read(sql).stream()
                        .flatMap(change -> renderer.render(change).stream())
                        .map(line -> line.replaceAll("\\s+", " ")
                                .replace("( ", "(")
                                .replace(" )", ")")
                                .replace(Renderer.bound(eu), "FOR VALUES IN (EU)"))
                        .toList();
    }

    @Test
    void anIndexThatGoesGoesFromEachPartitionAndIsNotMadeForLaterOnes() {
        Schema schema = new Schema();
        List<Change> changes = schema.read(SQL + "DROP INDEX member_by_household; DROP INDEX IF EXISTS some_other;");
        Renderer renderer = new Renderer("sharing", topology, new Target.LocalNode(topology.region("eu")));
        assertThat(changes.subList(changes.size() - 2, changes.size()))
                .flatExtracting(renderer::render)
                .containsExactly("DROP INDEX IF EXISTS member_by_household_eu", "DROP INDEX IF EXISTS some_other");
        assertThat(schema.tables()).flatExtracting(Table::indexes).isEmpty();
        assertThat(render(new Target.Yugabyte(), SQL + "DROP INDEX member_by_household;"))
                .contains("DROP INDEX IF EXISTS member_by_household_us", "DROP INDEX IF EXISTS member_by_household_ap");
    }

    @Test
    void pagesLeaveRoomInEachPartitionAndInLaterOnesButNotOnYugabyte() {
        String room = SQL + "ALTER TABLE member SET (fillfactor = 70);";
        Target eu = new Target.LocalNode(topology.region("eu"));
        assertThat(render(eu, room))
                .contains("ALTER TABLE member_eu SET (fillfactor = 70)")
                .noneMatch(line -> line.contains("member_us SET"));
        assertThat(render(new Target.SinglePostgres(Path.of("/data")), room))
                .contains("ALTER TABLE member_us SET (fillfactor = 70)", "ALTER TABLE member_ap SET (fillfactor = 70)");
        assertThat(render(new Target.Yugabyte(), room)).noneMatch(line -> line.contains("fillfactor"));

        Schema schema = new Schema();
        schema.read(room + "CREATE INDEX member_by_phone ON member (phone, country_code);");
        Table member = schema.tables().getLast();
        Renderer later = new Renderer("sharing", topology, eu);
        assertThat(later.partition(member, this.eu).getFirst())
                .endsWith(Renderer.bound(this.eu) + " WITH (fillfactor = 70)");
        assertThat(later.partition(schema.tables().getFirst(), this.eu).getFirst())
                .endsWith(Renderer.bound(this.eu));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fillfactor = 9", "fillfactor = 101", "autovacuum_enabled = false", "fillfactor = 70, x = 1"})
    void noOtherParameterOfAPartitionedTableIsPlaced(String parameters) {
        assertThatThrownBy(() -> render(new Target.Yugabyte(), SQL + "ALTER TABLE member SET (" + parameters + ");"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("fillfactor from 10 to 100");
    }

    @Test
    void aLocalNodeHasItsOwnPartitionsAndForeignTablesForTheOthers() {
        List<String> sql = render(new Target.LocalNode(topology.region("eu")), SQL);
        assertThat(sql)
                .contains(
                        "CREATE TABLE household (id uuid NOT NULL, country_code text NOT NULL, name text DEFAULT 'a;b,(c',"
                                + " CHECK (name <> '')) PARTITION BY LIST (country_code)",
                        "CREATE TABLE member_eu PARTITION OF member (CONSTRAINT member_eu_pkey PRIMARY KEY (id,"
                                + " country_code), CONSTRAINT member_eu_phone_country_code_key UNIQUE (phone, country_code),"
                                + " CONSTRAINT member_eu_household_country_code_fkey FOREIGN KEY (household, country_code)"
                                + " REFERENCES household_eu (id, country_code)) FOR VALUES IN (EU)",
                        "CREATE INDEX member_by_household_eu ON member_eu (household, country_code, lower(phone)) WHERE"
                                + " phone IS NOT NULL",
                        "CREATE TABLE kinship (code text PRIMARY KEY)");
        assertThat(sql)
                .filteredOn(line -> line.startsWith("CREATE FOREIGN TABLE member_us"))
                .singleElement()
                .asString()
                .endsWith("SERVER us OPTIONS (schema_name 'sharing', table_name 'member_us')");
        assertThat(sql).noneMatch(line -> line.contains("TABLESPACE"));
        assertThat(sql).noneMatch(line -> line.contains("INDEX member_by_household_us"));
    }

    @Test
    void yugabyteHashesTheIdAndPlacesEveryTableAndIndex() {
        List<String> sql = render(new Target.Yugabyte(), SQL);
        assertThat(sql)
                .contains(
                        "CREATE TABLE household_eu PARTITION OF household (CONSTRAINT household_eu_pkey PRIMARY KEY (id HASH,"
                                + " country_code ASC)) FOR VALUES IN (EU) TABLESPACE eu_ts",
                        "CREATE UNIQUE INDEX member_eu_phone_country_code_key ON member_eu (phone HASH, country_code ASC)"
                                + " TABLESPACE eu_ts",
                        "CREATE INDEX member_by_household_eu ON member_eu (household HASH, country_code ASC, lower(phone)"
                                + " ASC) TABLESPACE eu_ts WHERE phone IS NOT NULL");
        assertThat(Foundation.tablespaces(new Target.Yugabyte(), topology))
                .containsEntry(
                        "eu_ts",
                        "CREATE TABLESPACE eu_ts WITH (replica_placement='{\"num_replicas\": 3, \"placement_blocks\": ["
                                + List.of("a", "b", "c").stream()
                                        .map(zone -> "{\"cloud\": \"aws\", \"region\": \"eu-central-1\", \"zone\":"
                                                + " \"eu-central-1" + zone + "\", \"min_num_replicas\": 1}")
                                        .collect(Collectors.joining(", "))
                                + "]}')");
    }

    @Test
    void onePostgresPlacesTablesAndTheirIndexes() {
        Target target = new Target.SinglePostgres(Path.of("ts"));
        assertThat(render(target, SQL))
                .contains(
                        "CREATE TABLE household_eu PARTITION OF household (CONSTRAINT household_eu_pkey PRIMARY KEY (id,"
                                + " country_code) USING INDEX TABLESPACE eu_ts) FOR VALUES IN (EU) TABLESPACE eu_ts");
        assertThat(Foundation.tablespaces(target, topology))
                .containsEntry("ap_ts", "CREATE TABLESPACE ap_ts LOCATION 'ts/ap_ts'");
    }

    @Test
    void onEveryTargetKeysLeadWithTheIdAndThereIsNoDefaultPartition() {
        Pattern key = Pattern.compile("PRIMARY KEY \\((\\w+)[^)]*country_code");
        for (Target target : List.of(
                new Target.LocalNode(topology.region("ap")),
                new Target.Yugabyte(),
                new Target.SinglePostgres(Path.of("ts")))) {
            for (String line : render(target, SQL)) {
                assertThat(line.toUpperCase(Locale.ROOT))
                        .doesNotContain(" DEFAULT TABLESPACE")
                        .doesNotEndWith(" DEFAULT");
                if (line.contains("PARTITION OF") && !line.contains("FOREIGN TABLE")) {
                    assertThat(key.matcher(line).results().map(match -> match.group(1)))
                            .containsExactly("id");
                }
                boolean placed = target instanceof Target.LocalNode
                        || !line.matches("(?s)CREATE.*INDEX.*|.*PARTITION OF.*")
                        || line.contains("TABLESPACE");
                assertThat(placed).as(line).isTrue();
            }
        }
    }

    @Test
    void longNamesStayDistinctWithinTheServersLimit() {
        String a = Names.fit("a".repeat(70) + "_eu");
        assertThat(a)
                .hasSize(63)
                .isNotEqualTo(Names.fit("a".repeat(70) + "_us"))
                .isEqualTo(Names.fit("a".repeat(70) + "_eu"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PRIMARY KEY (id)                                                              | lacks country_code
            PRIMARY KEY (country_code, id)                                                | leads with country_code
            PRIMARY KEY (id, country_code), UNIQUE (x)                                    | lacks country_code
            PRIMARY KEY (id, country_code), FOREIGN KEY (x) REFERENCES t (id)             | lacks country_code
            PRIMARY KEY (id, country_code), FOREIGN KEY (x, country_code) REFERENCES u (id, country_code) | no partitioned table
            x2 text UNIQUE, PRIMARY KEY (id, country_code)                                | as a constraint of the table
            x2 bigserial, PRIMARY KEY (id, country_code)                                  | a sequence crosses regions
            CHECK (x <> '')                                                               | needs one PRIMARY KEY
            """)
    void whatCannotBePlacedIsRefused(String keys, String message) {
        String sql =
                "CREATE TABLE t (id uuid, country_code text, x text, " + keys + ") PARTITION BY LIST (country_code)";
        assertThatThrownBy(() -> new Schema().read(sql))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anIndexWithoutTheCountryAndATableWithoutPartitionsAreRefused() {
        assertThatThrownBy(() -> new Schema().read(SQL + "CREATE INDEX i ON member (phone);"))
                .hasMessage("index i lacks country_code");
        assertThatThrownBy(() -> new Schema().read("CREATE TABLE t (id uuid PRIMARY KEY)"))
                .hasMessageContaining("reference data, no people");
    }
}
