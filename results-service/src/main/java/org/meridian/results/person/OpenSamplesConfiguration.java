package org.meridian.results.person;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenSamplesConfiguration {

    @Bean
    RegionalClients<OpenSamplesClient> openSamples(RemoteServices services) {
        return services.clients(OpenSamplesClient.class, "sampling");
    }
}
