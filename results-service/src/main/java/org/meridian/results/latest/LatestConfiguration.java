package org.meridian.results.latest;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of an erased person. */
@Configuration(proxyBeanMethods = false)
class LatestConfiguration {

    @Bean
    PersonalRows latestResultRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "latest_result");
    }
}
