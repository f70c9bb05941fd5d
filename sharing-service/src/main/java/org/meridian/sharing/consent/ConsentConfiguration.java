package org.meridian.sharing.consent;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    PersonalRows consentRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "consent");
    }
}
