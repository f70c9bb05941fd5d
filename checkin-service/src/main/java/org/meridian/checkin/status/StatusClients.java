package org.meridian.checkin.status;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The other services that a status may come from. */
@Configuration(proxyBeanMethods = false)
class StatusClients {

    @Bean
    RegionalClients<HealthStatusClient> healthStatusClients(RemoteServices remote) {
        return remote.clients(HealthStatusClient.class, "checkin");
    }

    @Bean
    RegionalClients<RegistrationClient> registrationClients(RemoteServices remote) {
        return remote.clients(RegistrationClient.class, "registration");
    }
}
