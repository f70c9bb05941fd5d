package org.meridian.db.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.cluster.LocalCluster.Options;
import org.meridian.db.topology.Topology;

class LocalClusterIT {

    private static final Topology TOPOLOGY = Topology.load();

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(Options.temporary(folder.resolve("shared"), TOPOLOGY));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        assertThat(folder.resolve("shared")).doesNotExist();
    }

    @Test
    void everyRegionHasANodeOnItsOwnAddressThatTheSmartDriverKnows() throws SQLException {
        assertThat(cluster.nodes())
                .extracting(LocalCluster.Node::host)
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
        assertThat(addressesReached("aws.eu-central-1.*:1,aws.us-east-1.*:2", 6))
                .containsOnly("127.0.0.2");
        assertThat(addressesReached("aws.ap-northeast-1.*:1", 6)).containsOnly("127.0.0.3");
    }

    @Test
    void aRowThatWasAcknowledgedSurvivesAKilledServer() throws SQLException {
        execute(cluster.owner("ap"), "CREATE TABLE public.survivor (id int PRIMARY KEY)");
        execute(cluster.owner("ap"), "INSERT INTO public.survivor VALUES (42)");

        cluster.kill("ap");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> cluster.owner("ap").getConnection().close());
        assertThat(value(cluster.owner("eu"), "SELECT 'other regions go on'")).isEqualTo("other regions go on");
        cluster.restart("ap");

        assertThat(value(cluster.owner("ap"), "SELECT id FROM public.survivor")).isEqualTo("42");
    }

    @Test
    void aServicesRoleReachesNothingButItsOwnSchema() throws SQLException {
        execute(cluster.owner("us"), "CREATE TABLE IF NOT EXISTS results.secret (id int)");
        execute(cluster.owner("us"), "GRANT SELECT ON results.secret TO results");
        assertThat(value(as("results", "us"), "SELECT count(*) FROM secret")).isEqualTo("0");
        assertThatThrownBy(() -> value(as("checkin", "us"), "SELECT count(*) FROM results.secret"))
                .hasMessageContaining("permission denied for schema results");
        assertThatThrownBy(() -> execute(as("checkin", "us"), "CREATE TABLE mine (id int)"))
                .hasMessageContaining("permission denied for schema checkin");
        assertThatThrownBy(() -> execute(as("checkin_reader", "us"), "CREATE TEMP TABLE mine (id int)"))
                .hasMessageContaining("read-only");
    }

    @Test
    void oneNodeReadsAnothersRowsWithTheCallersOwnRights() throws SQLException {
        execute(cluster.owner("eu"), "CREATE TABLE sampling.away (id int)");
        execute(cluster.owner("eu"), "GRANT SELECT ON sampling.away TO sampling");
        execute(
                cluster.owner("us"),
                "CREATE FOREIGN TABLE sampling.away (id int) SERVER eu OPTIONS (schema_name 'sampling', table_name 'away')");
        execute(cluster.owner("us"), "GRANT SELECT, INSERT ON sampling.away TO sampling");
        assertThat(value(as("sampling", "us"), "SELECT count(*) FROM away")).isEqualTo("0");
        assertThatThrownBy(() -> execute(as("sampling", "us"), "INSERT INTO away VALUES (1)"))
                .hasMessageContaining("permission denied for table away");
    }

    @Test
    void aNodeIsDurableAndItsLogKeepsNoLiterals() throws Exception {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(value(cluster.owner("us"), "SHOW " + setting)).isEqualTo("on");
        }
        assertThat(value(as("checkin", "us"), "SHOW plan_cache_mode")).isEqualTo("force_custom_plan");
        assertThat(value(as("checkin", "us"), "SHOW lock_timeout")).isEqualTo("2s");
        assertThatThrownBy(() -> value(cluster.owner("us"), "SELECT 'canary-literal'::int"));
        assertThat(Files.readString(cluster.log("us"))).doesNotContain("canary-literal");
    }

    @Test
    void aClusterLeftOverByAKilledLauncherIsAdoptedWithItsData() throws SQLException {
        Options options = Options.lasting(folder.resolve("kept"), TOPOLOGY, FreePort.find(3));
        try (LocalCluster first = LocalCluster.start(options)) {
            execute(first.owner("eu"), "CREATE TABLE public.kept AS SELECT 7 AS id");
            long pid = first.process("eu").orElseThrow().pid();
            LocalCluster second = LocalCluster.start(options); // the first one never stopped anything
            assertThat(second.process("eu").orElseThrow().pid()).isEqualTo(pid);
            second.close();
            assertThat(second.process("eu")).isEmpty();
        }
        try (LocalCluster third = LocalCluster.start(options)) {
            assertThat(value(third.owner("eu"), "SELECT id FROM public.kept")).isEqualTo("7");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeftRunning() throws Exception {
        int port = FreePort.find(3);
        Options options = Options.lasting(folder.resolve("taken"), TOPOLOGY, port);
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.2", port));
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> LocalCluster.start(options))
                    .withMessageContaining("127.0.0.2:" + port)
                    .withMessageContaining("region eu")
                    .withMessageContaining("Stop that program");
        }
        LocalCluster afterwards = LocalCluster.open(options);
        assertThat(List.of("us", "eu", "ap"))
                .allMatch(r -> afterwards.process(r).isEmpty());
    }

    @Test
    void passwordsAreKeptWhereOnlyTheOwnerReadsThem() throws Exception {
        Path secrets = folder.resolve("shared/secrets.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        assertThat(cluster.password("checkin")).hasSize(32).isNotEqualTo(cluster.password("sampling"));
    }

    /** The nodes that a driver with these topology keys connects to. */
    private List<String> addressesReached(String topologyKeys, int connections) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", "checkin");
        properties.put("password", cluster.password("checkin"));
        properties.put("load-balance", "true");
        properties.put("yb-servers-refresh-interval", "30");
        properties.put("topology-keys", topologyKeys);
        LocalCluster.Node node = cluster.node("us");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String url = "jdbc:yugabytedb://" + node.host() + ":" + node.port() + "/" + LocalCluster.DATABASE;
            try (Connection connection = DriverManager.getConnection(url, properties);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT host(inet_server_addr())")) {
                rows.next();
                reached.add(rows.getString(1));
            }
        }
        return reached;
    }

    private static DataSource as(String role, String region) {
        var dataSource = new com.yugabyte.ds.PGSimpleDataSource();
        dataSource.setServerNames(new String[] {cluster.node(region).host()});
        dataSource.setPortNumbers(new int[] {cluster.node(region).port()});
        dataSource.setDatabaseName(LocalCluster.DATABASE);
        dataSource.setUser(role);
        dataSource.setPassword(cluster.password(role));
        return dataSource;
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
