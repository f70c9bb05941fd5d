package org.meridian.gateway.instances;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.settings.PlatformProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Every instance of every service, and which of them are down as far as this gateway has seen. */
@Component
public class Instances {

    /** So that connect timeouts in a row stay below two seconds. */
    private static final int MOST_CANDIDATES = 3;

    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    private final Map<Region, Map<Service, List<Instance>>> byDistance = new HashMap<>();
    private volatile Map<Region, Map<Service, List<Instance>>> inOrder;
    private final List<Instance> all = new ArrayList<>();
    private final Set<Instance> down = ConcurrentHashMap.newKeySet();

    /** @throws IllegalArgumentException when an address names an unknown region or service */
    Instances(Topology topology, PlatformProperties properties) {
        properties.services().forEach((region, addresses) -> {
            Region known = topology.region(region);
            addresses.forEach((service, address) -> all.add(instance(known, service, address)));
        });
        for (Region region : topology.regions()) {
            Map<Service, List<Instance>> ofRegion = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                ofRegion.put(
                        service,
                        topology.nearestTo(region).stream()
                                .flatMap(r -> all.stream()
                                        .filter(i -> i.service() == service
                                                && i.region().equals(r)))
                                .toList());
            }
            byDistance.put(region, ofRegion);
        }
        inOrder = ordered();
    }

    private static Instance instance(Region region, String service, URI address) {
        Service known = Arrays.stream(Service.values())
                .filter(s -> s.key().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("meridian.services." + region.name() + "." + service
                        + ": there is no such service; there are " + Arrays.toString(Service.values())));
        if (address.getHost() == null
                || (address.getRawPath() != null && address.getRawPath().length() > 1)) {
            throw new IllegalArgumentException("meridian.services." + region.name() + "." + service
                    + " should be like http://127.0.0.1:8121, and nothing behind");
        }
        return new Instance(known, region, address.getScheme() + "://" + address.getRawAuthority());
    }

    /** Whom to ask, in this order: home first, then the nearest to it; those that are down last. At most three. */
    public List<Instance> candidates(Service service, Region home) {
        return inOrder.getOrDefault(home, Map.of()).getOrDefault(service, List.of());
    }

    /** Anew whenever one goes down or comes up, and not for each call. */
    private Map<Region, Map<Service, List<Instance>>> ordered() {
        Map<Region, Map<Service, List<Instance>>> all = new HashMap<>();
        byDistance.forEach((region, services) -> {
            Map<Service, List<Instance>> ofRegion = new EnumMap<>(Service.class);
            services.forEach((service, near) -> ofRegion.put(
                    service,
                    Stream.concat(
                                    near.stream().filter(Predicate.not(down::contains)),
                                    near.stream().filter(down::contains))
                            .limit(MOST_CANDIDATES)
                            .toList()));
            all.put(region, ofRegion);
        });
        return all;
    }

    private synchronized void reorder() {
        inOrder = ordered();
    }

    /** Every instance of a service, in no particular order. */
    public List<Instance> of(Service service) {
        return all.stream().filter(i -> i.service() == service).toList();
    }

    List<Instance> all() {
        return List.copyOf(all);
    }

    /** An instance was seen not to answer. */
    public void markDown(Instance instance) {
        if (down.add(instance)) {
            reorder();
            log.warn("{} is down", instance);
        }
    }

    void markUp(Instance instance) {
        if (down.remove(instance)) {
            reorder();
            log.info("{} is up again", instance);
        }
    }

    /** Whether none of a region's services answers. */
    public boolean isDown(Region region) {
        return status(region) == RegionStatus.DOWN;
    }

    public RegionStatus status(Region region) {
        List<Instance> ofRegion =
                all.stream().filter(i -> i.region().equals(region)).toList();
        long up = ofRegion.stream().filter(i -> !down.contains(i)).count();
        if (up == 0) {
            return RegionStatus.DOWN;
        }
        return up == Service.values().length ? RegionStatus.UP : RegionStatus.DEGRADED;
    }
}
