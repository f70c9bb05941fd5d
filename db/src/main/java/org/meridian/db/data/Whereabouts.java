package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens a pool's connections and keeps in mind at which node each one ended. The driver chooses the node; the node says who it is,
 * once per connection.
 */
final class Whereabouts extends DelegatingDataSource implements HomePool {

    private record Opened(Connection connection, boolean atHome) {

        boolean isClosed() {
            try {
                return connection.isClosed();
            } catch (SQLException e) {
                return true;
            }
        }
    }

    private final String host;
    private final Collection<Opened> opened = new ConcurrentLinkedQueue<>();

    /** @param host the home node's */
    private Whereabouts(DriverDataSource driver, String host) {
        super(driver);
        this.host = host;
    }

    /** From now on the pool, which has not connected yet, opens its connections here. */
    static Whereabouts of(HikariDataSource pool, String host) {
        Whereabouts whereabouts = new Whereabouts(
                new DriverDataSource(
                        pool.getJdbcUrl(),
                        pool.getDriverClassName(),
                        pool.getDataSourceProperties(),
                        pool.getUsername(),
                        pool.getPassword()),
                host);
        pool.setDataSource(whereabouts);
        return whereabouts;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return kept(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return kept(super.getConnection(username, password));
    }

    @Override
    public int atHome() {
        return count(true);
    }

    @Override
    public int away() {
        return count(false);
    }

    private int count(boolean atHome) {
        opened.removeIf(Opened::isClosed);
        return (int) opened.stream().filter(one -> one.atHome() == atHome).count();
    }

    private Connection kept(Connection connection) throws SQLException {
        try {
            opened.removeIf(Opened::isClosed);
            opened.add(new Opened(connection, isHome(connection)));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private boolean isHome(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT host(inet_server_addr())")) {
            row.next();
            String address = row.getString(1);
            return Arrays.stream(InetAddress.getAllByName(host))
                    .anyMatch(home -> home.getHostAddress().equals(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
