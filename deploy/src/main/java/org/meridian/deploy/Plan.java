package org.meridian.deploy;

import java.util.ArrayList;
import java.util.List;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * Which processes there are and where each listens: a gateway at its region's address in the topology, the services of
 * the n-th region at 10 n + 1 to 5 above a first port.
 */
record Plan(Topology topology, List<App> apps) {

    /** The services' ports are counted from here unless another is given. */
    static final int FIRST_PORT = 8100;

    static Plan of(Topology topology, int firstPort, boolean encrypted) {
        List<App> apps = new ArrayList<>();
        int n = 0;
        for (Region region : topology.regions()) {
            n++;
            int port = firstPort + 10 * n;
            for (String service : LocalCluster.SERVICES) {
                apps.add(new App(region.name(), service, ++port, encrypted));
            }
            apps.add(new App(region.name(), App.GATEWAY, region.gateway().getPort(), encrypted));
        }
        return new Plan(topology, List.copyOf(apps));
    }

    List<String> regions() {
        return topology.regions().stream().map(Region::name).toList();
    }

    /** The services, then the gateway of a region. @throws DeployException when there is no such region */
    List<App> of(String region) {
        if (!regions().contains(region)) {
            throw new DeployException(
                    "There is no region '" + region + "'; there are " + String.join(", ", regions()) + ".");
        }
        return apps.stream().filter(a -> a.region().equals(region)).toList();
    }

    /** @throws DeployException when the region has no such process */
    App of(String region, String name) {
        String service = name.endsWith("-service") ? name.substring(0, name.length() - "-service".length()) : name;
        return of(region).stream()
                .filter(a -> a.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new DeployException("There is no process '" + name + "'; there are db, "
                        + String.join(", ", LocalCluster.SERVICES) + ", gateway."));
    }
}
