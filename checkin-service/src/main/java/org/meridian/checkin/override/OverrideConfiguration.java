package org.meridian.checkin.override;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class OverrideConfiguration {

    @Bean
    PersonalRows healthOverrideRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "health_override");
    }
}
