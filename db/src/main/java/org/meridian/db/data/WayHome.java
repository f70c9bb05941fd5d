package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a pool home. When the home node dies, the driver connects to another region's, from where the home rows cannot
 * be reached; when it is back, the pool would stay away until its connections retire. So whenever a connection is
 * found to lie elsewhere while the home node answers, all of them are replaced.
 */
final class WayHome implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WayHome.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int PATIENCE_MS = 500;

    private final HikariDataSource pool;
    private final String host;
    private final int port;
    private final Thread watch;
    private boolean away;

    /** @param node the home node, {@code host:port} */
    WayHome(HikariDataSource pool, String node) {
        int colon = node.lastIndexOf(':');
        this.pool = pool;
        this.host = node.substring(0, colon);
        this.port = Integer.parseInt(node.substring(colon + 1));
        this.watch = Thread.ofVirtual().name("way-home").start(this::run);
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    private void run() {
        while (!pool.isClosed()) {
            try {
                Thread.sleep(INTERVAL);
                look();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        try {
            if (isHome()) {
                if (away) {
                    LOG.info("connections are at the home node {} again", host);
                }
                away = false;
            } else {
                if (!away) {
                    LOG.warn("connections have gone to another region's node: the home node {} does not answer", host);
                }
                away = true;
                if (answers()) {
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
            }
        } catch (SQLException | UnknownHostException e) {
            LOG.debug("no node answers", e); // or all connections are busy; looked at again soon
        }
    }

    private boolean isHome() throws SQLException, UnknownHostException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT host(inet_server_addr())")) {
            row.next();
            String address = row.getString(1);
            return Arrays.stream(InetAddress.getAllByName(host))
                    .anyMatch(home -> home.getHostAddress().equals(address));
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
