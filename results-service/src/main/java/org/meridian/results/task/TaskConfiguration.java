package org.meridian.results.task;

import org.meridian.platform.erasure.PersonalRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an erased person should have come for once more; nobody can be asked to. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {

    @Bean
    PersonalRows retestTaskRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "retest_task");
    }
}
