package org.meridian.sampling.staff;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StaffConfiguration {

    @Bean
    RegionalClients<StaffAccounts> staffAccounts(RemoteServices services) {
        return services.clients(StaffAccounts.class, "registration");
    }
}
