package org.meridian.checkin.visit;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This same service in the other regions. */
@Configuration(proxyBeanMethods = false)
class VisitClients {

    @Bean
    RegionalClients<VisitClient> visitClientsByRegion(RemoteServices remote) {
        return remote.clients(VisitClient.class, "checkin");
    }
}
