package org.meridian.db.cluster;

import com.yugabyte.ds.PGSimpleDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.LocalCluster.Node;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** What makes a fresh PostgreSQL a node of the cluster. May run any number of times; says nothing about tables. */
final class Bootstrap {

    /** Measured against hung and dead nodes: a dead one answers at once, a hung one within five seconds. */
    private static final List<String> FOREIGN_SERVER = List.of(
            "async_capable 'true'",
            "batch_size '200'",
            "fetch_size '10000'",
            "connect_timeout '2'",
            "keepalives_idle '5'",
            "tcp_user_timeout '5000'");

    private final Topology topology;
    private final List<Node> nodes;
    private final Secrets secrets;
    private final @Nullable Path authority;

    /** @param authority whose certificates the other nodes show; null: they show none */
    Bootstrap(Topology topology, List<Node> nodes, Secrets secrets, @Nullable Path authority) {
        this.topology = topology;
        this.nodes = nodes;
        this.secrets = secrets;
        this.authority = authority;
    }

    void run(Node node, PGSimpleDataSource postgres, PGSimpleDataSource meridian) throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement sql = connection.createStatement()) {
            String name = "'" + LocalCluster.DATABASE + "'";
            if (!exists(sql, "pg_database WHERE datname = " + name)) {
                sql.execute("CREATE DATABASE " + LocalCluster.DATABASE);
            }
        }
        try (Connection connection = meridian.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> statements = new ArrayList<>();
            roles(sql, statements);
            statements.add(driverView());
            links(node, sql, statements);
            // An unchanged node is left alone: changing a user mapping closes the foreign sessions that run now.
            String mark = "bootstrap "
                    + UUID.nameUUIDFromBytes(statements.stream()
                            .filter(s -> !s.startsWith("CREATE ROLE") && !s.contains(" SERVER "))
                            .collect(Collectors.joining(";"))
                            .getBytes(StandardCharsets.UTF_8));
            String marked =
                    "pg_database WHERE datname = current_database() AND shobj_description(oid, 'pg_database') = '";
            if (!exists(sql, marked + mark + "'")) {
                for (String statement : statements) {
                    sql.execute(statement);
                }
                sql.execute("COMMENT ON DATABASE " + LocalCluster.DATABASE + " IS '" + mark + "'");
            }
            connection.commit();
        }
    }

    private void roles(Statement sql, List<String> statements) throws SQLException {
        statements.add("REVOKE ALL ON DATABASE " + LocalCluster.DATABASE + " FROM PUBLIC");
        statements.add("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        for (String service : LocalCluster.SERVICES) {
            String reader = service + "_reader";
            String keeper = service + "_keeper";
            for (String role : List.of(service, reader, keeper)) {
                if (!exists(sql, "pg_roles WHERE rolname = '" + role + "'")) {
                    statements.add("CREATE ROLE " + role);
                }
                statements.add("ALTER ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                        + " NOINHERIT PASSWORD '" + secrets.password(role) + "'");
                statements.add("ALTER ROLE " + role + " SET search_path = " + service);
                statements.add("ALTER ROLE " + role + " SET lock_timeout = '2s'");
                statements.add("ALTER ROLE " + role + " SET idle_in_transaction_session_timeout = '30s'");
                statements.add("GRANT CONNECT ON DATABASE " + LocalCluster.DATABASE + " TO " + role);
            }
            // Without limits a deadlock across nodes, or a hung node, would wait for ever.
            statements.add("ALTER ROLE " + service + " SET statement_timeout = '10s'");
            statements.add("ALTER ROLE " + reader + " SET statement_timeout = '15s'");
            statements.add("ALTER ROLE " + keeper + " SET statement_timeout = '30s'");
            statements.add("ALTER ROLE " + reader + " SET default_transaction_read_only = on");
            statements.add("CREATE SCHEMA IF NOT EXISTS " + service);
            statements.add("REVOKE ALL ON SCHEMA " + service + " FROM PUBLIC");
            statements.add("GRANT USAGE ON SCHEMA " + service + " TO " + service + ", " + reader + ", " + keeper);
        }
    }

    /** In pg_catalog, where YugabyteDB has it too: found whatever the role's search path is. */
    private String driverView() {
        String rows = nodes.stream().map(this::driverRow).collect(Collectors.joining(", "));
        return "CREATE OR REPLACE FUNCTION pg_catalog.yb_servers() RETURNS TABLE (host text, port bigint,"
                + " num_connections bigint, node_type text, cloud text, region text, zone text, public_ip text,"
                + " uuid text, universe_uuid text) LANGUAGE sql STABLE AS $$ VALUES " + rows + " $$";
    }

    private String driverRow(Node node) {
        Region region = topology.region(node.region());
        UUID universe = secrets.universe();
        UUID id = UUID.nameUUIDFromBytes((universe + node.region()).getBytes(StandardCharsets.UTF_8));
        return "('%s', %d::bigint, 0::bigint, 'primary', '%s', '%s', '%s', '', '%s', '%s')"
                .formatted(
                        node.host(),
                        node.port(),
                        region.cloud(),
                        region.cloudRegion(),
                        region.zones().getFirst(),
                        id,
                        universe);
    }

    private void links(Node node, Statement sql, List<String> statements) throws SQLException {
        statements.add("CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA public");
        for (Node other : nodes) {
            if (other.equals(node)) {
                continue;
            }
            String server = other.region();
            if (!exists(sql, "pg_foreign_server WHERE srvname = '" + server + "'")) {
                statements.add("CREATE SERVER " + server + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '"
                        + other.host() + "', port '" + other.port() + "', dbname '" + LocalCluster.DATABASE + "', "
                        + String.join(", ", FOREIGN_SERVER) + ")");
            }
            statements.add("ALTER SERVER " + server + " OPTIONS (SET host '" + other.host() + "', SET port '"
                    + other.port() + "')");
            encryption(server, sql, statements);
            List<String> roles = new ArrayList<>(List.of(LocalCluster.OWNER));
            LocalCluster.SERVICES.forEach(s -> roles.addAll(List.of(s, s + "_reader", s + "_keeper")));
            for (String role : roles) {
                statements.add("DROP USER MAPPING IF EXISTS FOR " + role + " SERVER " + server);
                statements.add("CREATE USER MAPPING FOR " + role + " SERVER " + server + " OPTIONS (user '" + role
                        + "', password '" + secrets.password(role) + "')");
            }
        }
    }

    /** Between nodes as between a service and its node: encrypted, and only with who shows a certificate for its address. */
    private void encryption(String server, Statement sql, List<String> statements) throws SQLException {
        boolean is = exists(
                sql,
                "pg_foreign_server WHERE srvname = '" + server
                        + "' AND array_to_string(srvoptions, ' ') LIKE '%sslmode%'");
        if (authority != null) {
            String verb = is ? "SET" : "ADD";
            statements.add("ALTER SERVER " + server + " OPTIONS (" + verb + " sslmode 'verify-full', " + verb
                    + " sslrootcert '" + authority.toString().replace("'", "''") + "')");
        } else if (is) {
            statements.add("ALTER SERVER " + server + " OPTIONS (DROP sslmode, DROP sslrootcert)");
        }
    }

    private static boolean exists(Statement sql, String from) throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT 1 FROM " + from)) {
            return rows.next();
        }
    }
}
