package org.meridian.db.data;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a pool home. When the home node dies, the driver connects to another region's, from where the home rows cannot
 * be reached; when it is back, the pool would stay away until its connections retire. So as long as any connection lies
 * elsewhere while the home node answers, all of them are replaced.
 */
final class WayHome implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WayHome.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int PATIENCE_MS = 500;

    private final HikariDataSource pool;
    private final Whereabouts whereabouts;
    private final String host;
    private final int port;
    private final Thread watch;
    private boolean away;

    /**
     * @param pool has not connected yet
     * @param node the home node, {@code host:port}
     */
    WayHome(HikariDataSource pool, String node) {
        int colon = node.lastIndexOf(':');
        this.pool = pool;
        this.host = node.substring(0, colon);
        this.port = Integer.parseInt(node.substring(colon + 1));
        this.whereabouts = Whereabouts.of(pool, host);
        this.watch = Thread.ofVirtual().name("way-home").start(this::run);
    }

    HomePool pool() {
        return whereabouts;
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
        boolean found = whereabouts.away() > 0;
        if (found && !away) {
            LOG.warn("connections have gone to another region's node: the home node {} did not answer", host);
        } else if (away && !found) {
            LOG.info("connections are at the home node {} again", host);
        }
        away = found;
        if (away && answers()) {
            pool.getHikariPoolMXBean().softEvictConnections();
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
