package org.meridian.gateway.hygiene;

import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted for all calls. */
@Configuration(proxyBeanMethods = false)
class HygieneConfiguration {

    @Bean
    InFlight inFlight(GatewayProperties properties) {
        return new InFlight(properties.maxInFlight());
    }
}
