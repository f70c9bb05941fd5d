package org.meridian.gateway.instances;

import org.meridian.db.topology.Region;

/**
 * A service in a region.
 *
 * @param address scheme, host and port, nothing behind
 */
public record Instance(Service service, Region region, String address) {

    /** Looked up for each call; the text remembers its own. */
    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return service.key() + " of " + region.name();
    }
}
