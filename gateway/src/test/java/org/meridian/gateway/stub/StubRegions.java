package org.meridian.gateway.stub;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.gateway.instances.Service;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The five services of each of some regions. */
public final class StubRegions {

    private final Map<String, StubService> services = new LinkedHashMap<>();

    public StubRegions(String... regions) {
        for (String region : regions) {
            for (Service service : Service.values()) {
                services.put(region + "." + service.key(), new StubService(region, service.key()));
            }
        }
    }

    public StubService service(String region, Service service) {
        StubService stub = services.get(region + "." + service.key());
        if (stub == null) {
            throw new IllegalArgumentException("no such stub");
        }
        return stub;
    }

    public void killRegion(String region) {
        for (Service service : Service.values()) {
            service(region, service).kill();
        }
    }

    public void forget() {
        services.values().forEach(stub -> stub.received().clear());
    }

    public void reset() {
        services.values().forEach(StubService::reset);
    }

    public void register(DynamicPropertyRegistry properties) {
        services.forEach((name, stub) -> properties.add("meridian.services." + name, stub::address));
    }

    public int requests() {
        return services.values().stream()
                .mapToInt(stub -> stub.received().size())
                .sum();
    }
}
