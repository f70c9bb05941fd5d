package org.meridian.deploy;

import org.meridian.db.cluster.LocalCluster;

/**
 * One process of one region.
 *
 * @param region its region's name
 * @param name {@code gateway} or one of {@link LocalCluster#SERVICES}
 * @param encrypted whether it speaks TLS
 * @param port where it listens on 127.0.0.1
 */
record App(String region, String name, int port, boolean encrypted) {

    static final String GATEWAY = "gateway";

    private static final int ACTUATORS_ABOVE = 1000;
    private static final int LAST_PORT = 65_535;

    boolean isGateway() {
        return name.equals(GATEWAY);
    }

    /** The Maven module that it is built from. */
    String module() {
        return isGateway() ? GATEWAY : name + "-service";
    }

    /** Names its files: pid, log, configuration. */
    String id() {
        return region + "-" + name;
    }

    String address() {
        return (encrypted ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** Where its actuators listen, health and metrics: 1000 above, or below where there is no such port. */
    int actuatorPort() {
        return port + ACTUATORS_ABOVE <= LAST_PORT ? port + ACTUATORS_ABOVE : port - ACTUATORS_ABOVE;
    }

    /** As people read it: {@code eu: results-service}. */
    @Override
    public String toString() {
        return region + ": " + module();
    }
}
