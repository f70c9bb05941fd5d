package org.meridian.registration.rewrap;

import java.time.Duration;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.job.RegularJob;
import org.meridian.registration.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * While there is more than one wrapping key, wraps the home region's data keys under the newest. It goes on until the old
 * key is dropped, because a process that had not heard of the new one may still use it for seconds. Several processes do no
 * harm, nor does one that dies: what is wrapped anew is so for good, and what is not is found again.
 */
@Component
public class Rewrapping extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    private static final int BATCH = 200;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final WrappedKeys wrapped;
    private final Vault vault;
    private final List<Country> countries;

    Rewrapping(WrappedKeys wrapped, Vault vault, Topology topology, Region homeRegion) {
        super("rewrapping", LOOK);
        this.wrapped = wrapped;
        this.vault = vault;
        this.countries = topology.partitionsIn(homeRegion).stream()
                .map(Partition::countries)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    protected Duration turn() {
        int renewed = vault.keys().size() > 1 ? renew() : 0;
        if (renewed > 0) {
            LOG.info("{} data keys were wrapped under key {}", renewed, vault.primary());
        }
        return period();
    }

    /** Once through the home region. @return how many keys were not under the newest */
    public int renew() {
        return countries.stream()
                .mapToInt(country -> wrapped.renew(country, BATCH))
                .sum();
    }
}
