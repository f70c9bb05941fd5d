package org.meridian.results.task;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tasks that are closed. */
@Configuration(proxyBeanMethods = false)
class TaskRetention {

    @Bean
    RetentionRule tasksRetention() {
        return RetentionRule.days("tasks", 90)
                .rows("retest_task", "sample_id")
                .only("t.state <> 'OPEN'")
                .since("expires_at");
    }
}
