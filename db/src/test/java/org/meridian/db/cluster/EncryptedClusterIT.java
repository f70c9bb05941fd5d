package org.meridian.db.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.yugabyte.ds.PGSimpleDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.cluster.LocalCluster.Options;
import org.meridian.db.tls.Certificates;
import org.meridian.db.topology.Topology;

/** Point 11: service to database and node to node, with real handshakes. */
class EncryptedClusterIT {

    @TempDir
    static Path folder;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(
                Options.temporary(folder.resolve("db"), Topology.load()).withTls(folder.resolve("tls")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void point11WithoutEncryptionNobodyGetsIn() {
        assertThatThrownBy(() -> source("disable", null).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("pg_hba.conf");
    }

    @Test
    void point11ANodeOfAnotherAuthorityIsNotBelieved() {
        Path other = Certificates.in(folder.resolve("other")).authorityPem();
        assertThatThrownBy(() -> source("verify-full", other).getConnection()).isInstanceOf(SQLException.class);
    }

    /** The node of another region shows a good certificate, which is not for this address. */
    @Test
    void point11ANodeAtAnAddressThatItsCertificateDoesNotNameIsNotBelieved() throws Exception {
        Certificates own = Certificates.in(folder.resolve("tls"));
        Path data = folder.resolve("db/ap/data");
        byte[] certificate = Files.readAllBytes(data.resolve("server.crt"));
        byte[] key = Files.readAllBytes(data.resolve("server.key"));
        PGSimpleDataSource ap = source("verify-full", authority());
        ap.setServerNames(new String[] {cluster.node("ap").host()});
        assertThat(value(ap, "SELECT 1")).isEqualTo("1");
        try {
            Files.write(data.resolve("server.crt"), Files.readAllBytes(own.certificate("us-db")));
            Files.write(data.resolve("server.key"), Files.readAllBytes(own.key("us-db")));
            value(cluster.owner("ap"), "SELECT pg_reload_conf()");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThatThrownBy(ap::getConnection).hasMessageContaining("could not be verified"));
        } finally {
            Files.write(data.resolve("server.crt"), certificate);
            Files.write(data.resolve("server.key"), key);
            try (Connection any = reload().getConnection();
                    var sql = any.createStatement()) {
                sql.execute("SELECT pg_reload_conf()");
            }
        }
    }

    private static PGSimpleDataSource reload() {
        PGSimpleDataSource source = source("require", null);
        source.setServerNames(new String[] {cluster.node("ap").host()});
        source.setUser(LocalCluster.OWNER);
        source.setPassword(cluster.password(LocalCluster.OWNER));
        return source;
    }

    @Test
    void point11AServicesConnectionIsEncrypted() {
        assertThat(value(
                        source("verify-full", authority()),
                        "SELECT ssl::text || ' ' || version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                .isEqualTo("true TLSv1.3");
    }

    @Test
    void point11SoIsWhatOneNodeAsksOfAnother() throws SQLException {
        try (Connection eu = cluster.owner("eu").getConnection();
                var sql = eu.createStatement()) {
            sql.execute("CREATE VIEW public.mine AS SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        }
        try (Connection us = cluster.owner("us").getConnection();
                var sql = us.createStatement()) {
            sql.execute("CREATE FOREIGN TABLE public.theirs (ssl boolean, version text) SERVER eu"
                    + " OPTIONS (schema_name 'public', table_name 'mine')");
        }
        assertThat(value(cluster.owner("us"), "SELECT ssl::text || ' ' || version FROM public.theirs"))
                .isEqualTo("true TLSv1.3");
        assertThat(value(cluster.owner("us"), "SELECT array_to_string(srvoptions, ' ') FROM pg_foreign_server LIMIT 1"))
                .contains("sslmode=verify-full");
    }

    @Test
    void point11EveryKeyIsReadableByItsOwnerAlone() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("tls"))) {
            assertThat(files.toList())
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("db/eu/data/server.key"))))
                .isEqualTo("rw-------");
    }

    private static Path authority() {
        return Certificates.in(folder.resolve("tls")).authorityPem();
    }

    private static PGSimpleDataSource source(String mode, @Nullable Path authority) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {cluster.node("eu").host()});
        source.setPortNumbers(new int[] {cluster.node("eu").port()});
        source.setDatabaseName(LocalCluster.DATABASE);
        source.setUser("checkin");
        source.setPassword(cluster.password("checkin"));
        source.setSslMode(mode);
        if (authority != null) {
            source.setSslRootCert(authority.toString());
        }
        return source;
    }

    private static String value(javax.sql.DataSource source, String query) {
        try (Connection connection = source.getConnection();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
