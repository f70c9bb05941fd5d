package org.meridian.db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.meridian.db.placement.Foundation;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Topology;

/** Creates what a schema stands on, where it is not there yet: tablespaces, roles, the schema itself. */
final class Groundwork {

    private Groundwork() {}

    static void lay(String service, Target target, Topology topology, DataSource owner) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> tablespace :
                    Foundation.tablespaces(target, topology).entrySet()) {
                if (isMissing(connection, "SELECT 1 FROM pg_tablespace WHERE spcname = ?", tablespace.getKey())) {
                    statement.execute(tablespace.getValue());
                }
            }
            for (String role : Foundation.roles(service)) {
                if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                    statement.execute("CREATE ROLE " + role + " LOGIN");
                    statement.execute("ALTER ROLE " + role + " SET search_path = " + service);
                }
            }
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + service);
        }
    }

    static void grant(String service, DataSource owner) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String grant : Foundation.grants(service)) {
                statement.execute(grant);
            }
            statement.execute("REVOKE ALL ON " + service + "." + Migrations.HISTORY + " FROM "
                    + String.join(", ", Foundation.roles(service)));
        }
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return !row.next();
            }
        }
    }
}
