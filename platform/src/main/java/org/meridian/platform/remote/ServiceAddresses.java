package org.meridian.platform.remote;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.meridian.db.topology.Region;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services are: {@code meridian.services.<region>.<service>}.
 *
 * @param services by region and short name
 */
@ConfigurationProperties(prefix = "meridian")
public record ServiceAddresses(Map<String, Map<String, URI>> services) {

    public ServiceAddresses {
        services = services == null ? Map.of() : services;
    }

    Optional<URI> of(Region region, String service) {
        return Optional.ofNullable(
                services.getOrDefault(region.name(), Map.of()).get(service));
    }
}
