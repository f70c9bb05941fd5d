package org.meridian.platform.handover;

import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's leave. When it is told to end and another one listens on its port too, it goes on working until nobody is
 * connected to it any more: every answer asks its caller to come back on a new connection, which is the successor's. Without
 * a successor it ends as ever.
 */
public final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final long LOOK_EVERY_MS = 50;

    /** Looks in a row that must find nobody: between its acceptance and its count a connection is seen by neither. */
    private static final int QUIET_LOOKS = 5;

    private final HandoverSettings settings;
    private volatile boolean leaving;

    public Handover(HandoverSettings settings) {
        this.settings = settings;
    }

    /** Whether answers ask for a new connection. */
    public boolean isLeaving() {
        return leaving;
    }

    /**
     * @param connections how many there are, each with somebody at its other end
     * @return whether there is a successor
     */
    public boolean leave(int port, IntSupplier connections) {
        if (!settings.enabled() || port <= 0 || !Listeners.areSeveral(port)) {
            return false;
        }
        leaving = true;
        LOG.info("port {} has a successor; {} connections are left", port, connections.getAsInt());
        long begin = System.nanoTime();
        int quiet = 0;
        while (quiet < QUIET_LOOKS
                && System.nanoTime() - begin < settings.patience().toNanos()) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
            quiet = connections.getAsInt() == 0 && Listeners.waiting(port) == 0 ? quiet + 1 : 0;
        }
        LOG.info(
                "{} connections were left after {} ms",
                connections.getAsInt(),
                (System.nanoTime() - begin) / 1_000_000);
        return true;
    }
}
