package org.meridian.registration.rewrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.registration.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * While there is more than one wrapping key, wraps the home region's data keys under the newest. It goes on until the old
 * key is dropped, because a process that had not heard of the new one may still use it for seconds. Several processes do no
 * harm, nor does one that dies: what is wrapped anew is so for good, and what is not is found again.
 */
@Component
public class Rewrapping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    private static final int BATCH = 200;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final WrappedKeys wrapped;
    private final Vault vault;
    private final List<Country> countries;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    Rewrapping(WrappedKeys wrapped, Vault vault, Topology topology, Region homeRegion) {
        this.wrapped = wrapped;
        this.vault = vault;
        this.countries = topology.partitionsIn(homeRegion).stream()
                .map(Partition::countries)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = Thread.ofVirtual().name("rewrapping").start(() -> run(stop));
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (vault.keys().size() > 1) {
                    pass();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() {
        try {
            int renewed = renew();
            if (renewed > 0) {
                LOG.info("{} data keys were wrapped under key {}", renewed, vault.primary());
            }
        } catch (RuntimeException e) {
            LOG.warn("data keys wait to be wrapped anew: {}", e.getClass().getSimpleName());
        }
    }

    /** Once through the home region. @return how many keys were not under the newest */
    public int renew() {
        return countries.stream()
                .mapToInt(country -> wrapped.renew(country, BATCH))
                .sum();
    }
}
