package org.meridian.checkin.status;

import feign.Request;
import java.util.concurrent.TimeUnit;
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

    /** Shorter than other calls': somebody stands at a door meanwhile. */
    @Bean
    Request.Options statusTimeouts(StatusProperties properties) {
        return new Request.Options(
                properties.connectTimeout().toMillis(),
                TimeUnit.MILLISECONDS,
                properties.readTimeout().toMillis(),
                TimeUnit.MILLISECONDS,
                false);
    }
}
