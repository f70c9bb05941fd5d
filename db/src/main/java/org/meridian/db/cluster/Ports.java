package org.meridian.db.cluster;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds a port. */
final class Ports {

    private Ports() {}

    /** A port that is free on 127.0.0.1 to 127.0.0.n, from below those that outgoing connections are given. */
    static int free(int hosts) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (IntStream.rangeClosed(1, hosts).allMatch(n -> PostgresServer.isFree("127.0.0." + n, port))) {
                return port;
            }
        }
        throw new ClusterException("no port between 20000 and 32000 is free on all of 127.0.0.1 to 127.0.0." + hosts);
    }
}
