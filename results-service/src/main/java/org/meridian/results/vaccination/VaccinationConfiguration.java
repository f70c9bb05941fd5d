package org.meridian.results.vaccination;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An erased person's doses. */
@Configuration(proxyBeanMethods = false)
class VaccinationConfiguration {

    @Bean
    PersonalRows vaccinationRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "vaccination");
    }
}
