package org.meridian.sampling.task;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

    @Bean
    RegionalClients<ResultsTasks> resultsTasks(RemoteServices services) {
        return services.clients(ResultsTasks.class, "results");
    }
}
