package org.meridian.sharing.reading;

import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    @Bean
    RegionalClients<ResultsClient> results(RemoteServices remote) {
        return remote.clients(ResultsClient.class, "results");
    }

    @Bean
    PersonalRows readingRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "share_read");
    }
}
