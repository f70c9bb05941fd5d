package org.meridian.results.person;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an erased person's samples have meant for them. */
@Configuration(proxyBeanMethods = false)
class PersonConfiguration {

    @Bean
    PersonalRows personResultRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "person_result");
    }
}
