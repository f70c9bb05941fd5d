package org.meridian.sharing.accesslog;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AccessLogConfiguration {

    @Bean
    PersonalRows personReadRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "person_read");
    }
}
