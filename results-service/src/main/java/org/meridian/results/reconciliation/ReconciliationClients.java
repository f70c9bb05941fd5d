package org.meridian.results.reconciliation;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconciliationClients {

    @Bean
    RegionalClients<StatusClient> statusClients(RemoteServices services) {
        return services.clients(StatusClient.class, "checkin");
    }

    @Bean
    RegionalClients<TubeStateClient> tubeStateClients(RemoteServices services) {
        return services.clients(TubeStateClient.class, "sampling");
    }
}
