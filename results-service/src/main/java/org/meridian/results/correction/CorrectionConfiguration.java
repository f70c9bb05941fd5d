package org.meridian.results.correction;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CorrectionConfiguration {

    @Bean
    RegionalClients<CorrectedTubeClient> correctedTubes(RemoteServices services) {
        return services.clients(CorrectedTubeClient.class, "sampling");
    }
}
