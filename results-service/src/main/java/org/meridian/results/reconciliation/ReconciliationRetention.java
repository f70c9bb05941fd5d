package org.meridian.results.reconciliation;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports, which name nobody. */
@Configuration(proxyBeanMethods = false)
class ReconciliationRetention {

    @Bean
    RetentionRule reconciliationsRetention() {
        return RetentionRule.days("reconciliations", 90)
                .atLeast(2)
                .rows("reconciliation", "id")
                .since("started_at");
    }
}
