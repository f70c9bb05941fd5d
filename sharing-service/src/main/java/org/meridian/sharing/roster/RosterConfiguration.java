package org.meridian.sharing.roster;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RosterConfiguration {

    @Bean
    RegionalClients<RegistrationClient> registration(RemoteServices remote) {
        return remote.clients(RegistrationClient.class, "registration");
    }
}
