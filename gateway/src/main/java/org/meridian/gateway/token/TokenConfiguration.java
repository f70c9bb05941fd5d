package org.meridian.gateway.token;

import java.time.Clock;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.settings.PlatformProperties;
import org.meridian.platform.token.TokenVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The verifier, on the public keys alone. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    TokenVerifier tokenVerifier(PlatformProperties properties, Topology topology, Clock clock) {
        return new TokenVerifier(properties.keys(), topology, clock);
    }
}
