package org.meridian.checkin.override;

import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class OverrideConfiguration {

    @Bean
    PersonalRows healthOverrideRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "health_override");
    }

    /** As long as somebody may want to object; the audit trail keeps who decided longer. */
    @Bean
    RetentionRule overrideRetention() {
        return RetentionRule.days("overrides", 365)
                .atLeast(90)
                .rows("health_override", "id")
                .only("t.state NOT IN ('PENDING', 'APPROVED')")
                .since("ends_at");
    }
}
