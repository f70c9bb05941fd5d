package org.meridian.sharing.reading;

import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    @Bean
    RegionalClients<ResultsClient> results(RemoteServices remote) {
        return remote.clients(ResultsClient.class, "results");
    }
}
