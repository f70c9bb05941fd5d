package org.meridian.gateway.token;

import java.time.Clock;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.settings.PlatformProperties;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.platform.token.Vouch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The verifier, on the public keys alone, and what the services of the region are told of it. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** Lies in the same folder, for this region alone. */
    @Bean
    Vouch vouch(PlatformProperties properties, Region own, Clock clock) {
        return new Vouch(properties.keys(), own.name(), clock);
    }

    @Bean
    TokenVerifier tokenVerifier(PlatformProperties properties, Topology topology, Clock clock) {
        return new TokenVerifier(properties.keys(), topology, clock);
    }
}
