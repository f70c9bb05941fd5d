package org.meridian.gateway.settings;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway shares with the services.
 *
 * @param services the services' addresses, by region and service: {@code meridian.services.eu.sampling=http://…}
 * @param keys the folder with {@code jwks.json}, the public halves of the signing keys
 */
@Validated
@ConfigurationProperties("meridian")
public record PlatformProperties(
        @NotEmpty Map<String, Map<String, URI>> services,
        @NotNull Path keys) {}
