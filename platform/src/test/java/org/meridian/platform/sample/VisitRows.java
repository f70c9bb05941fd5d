package org.meridian.platform.sample;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class VisitRows {

    @Bean
    PersonalRows visits(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "visit");
    }
}
