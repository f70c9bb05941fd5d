package org.meridian.checkin.visit;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those of a person's visits that lie at home; elsewhere nothing leads from their rows to anybody. */
@Configuration(proxyBeanMethods = false)
class VisitConfiguration {

    @Bean
    PersonalRows checkInRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "check_in");
    }

    @Bean
    PersonalRows visitedCountryRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "visited_country");
    }
}
