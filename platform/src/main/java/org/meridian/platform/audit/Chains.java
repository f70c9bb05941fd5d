package org.meridian.platform.audit;

import org.meridian.db.topology.Country;

/** A service's chains, one for each country. */
record Chains(String installation, String service) {

    Chain of(Country country) {
        return new Chain(installation, service, country);
    }
}
