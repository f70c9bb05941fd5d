package org.meridian.db.cluster;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Finds a port that stays free until somebody listens on it: outgoing connections are given those from 32,768 on, so
 * that one which the operating system chose for a listener may be a connection's a moment after it was let go.
 */
public final class FreePort {

    private FreePort() {}

    /** A port from 20,000 to 31,999 that is free on 127.0.0.1 to 127.0.0.n. */
    public static int find(int hosts) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (IntStream.rangeClosed(1, hosts).allMatch(n -> PostgresServer.isFree("127.0.0." + n, port))) {
                return port;
            }
        }
        throw new ClusterException("no port between 20000 and 32000 is free on all of 127.0.0.1 to 127.0.0." + hosts);
    }
}
