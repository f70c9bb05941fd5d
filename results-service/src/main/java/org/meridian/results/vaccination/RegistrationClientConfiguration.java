package org.meridian.results.vaccination;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegistrationClientConfiguration {

    @Bean
    RegionalClients<RegistrationClient> registration(RemoteServices services) {
        return services.clients(RegistrationClient.class, "registration");
    }
}
