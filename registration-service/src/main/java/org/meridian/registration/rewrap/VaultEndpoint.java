package org.meridian.registration.rewrap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.registration.vault.Vault;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** For whoever rotates the wrapping key: which keys this process knows, and what in its region still needs each. */
@Component
@Endpoint(id = "vault")
class VaultEndpoint {

    private final Vault vault;
    private final WrappedKeys wrapped;
    private final Region here;
    private final List<Partition> partitions;

    VaultEndpoint(Vault vault, WrappedKeys wrapped, Topology topology, Region homeRegion) {
        this.vault = vault;
        this.wrapped = wrapped;
        this.here = homeRegion;
        this.partitions = topology.partitionsIn(homeRegion);
    }

    /**
     * @param keys the numbers of all that can unwrap; numbers are no secret, they begin every wrapped key
     * @param needing how many rows of this region need each key
     */
    record Status(String region, int primary, List<Integer> keys, Map<Integer, Long> needing) {}

    @ReadOperation
    Status status() {
        Map<Integer, Long> needing = new TreeMap<>();
        partitions.forEach(
                partition -> wrapped.needing(partition).forEach((key, rows) -> needing.merge(key, rows, Long::sum)));
        return new Status(here.name(), vault.primary(), vault.keys(), needing);
    }
}
