package org.meridian.sampling.sample;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SampleConfiguration {

    @Bean
    PersonalRows sampleAbroadRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "sample_abroad");
    }
}
