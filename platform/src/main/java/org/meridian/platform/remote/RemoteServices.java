package org.meridian.platform.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.cloud.openfeign.FeignClientBuilder;

/** Makes the clients of another service: one per region, each with its own address and circuit breaker. */
public final class RemoteServices {

    private final FeignClientBuilder feign;
    private final Topology topology;
    private final ServiceAddresses addresses;
    private final CircuitBreakerRegistry breakers;

    RemoteServices(
            FeignClientBuilder feign, Topology topology, ServiceAddresses addresses, CircuitBreakerRegistry breakers) {
        this.feign = feign;
        this.topology = topology;
        this.addresses = addresses;
        this.breakers = breakers;
    }

    /** Whether a service has an address in a region. */
    public boolean knows(Region region, String service) {
        return addresses.of(region, service).isPresent();
    }

    /**
     * @param type a Feign interface with Spring's mapping annotations
     * @param service the service's short name, for example {@code sampling}
     */
    public <T> RegionalClients<T> clients(Class<T> type, String service) {
        Map<Region, T> clients = new LinkedHashMap<>();
        Map<Region, CircuitBreaker> byRegion = new LinkedHashMap<>();
        for (Region region : topology.regions()) {
            addresses.of(region, service).ifPresent(address -> {
                String name = service + "-" + region.name();
                clients.put(
                        region,
                        feign.forType(type, name)
                                .contextId(name + "-" + type.getSimpleName())
                                .url(address.toString())
                                .build());
                byRegion.put(region, breakers.circuitBreaker(name));
            });
        }
        return new RegionalClients<>(service, topology, clients, byRegion);
    }
}
