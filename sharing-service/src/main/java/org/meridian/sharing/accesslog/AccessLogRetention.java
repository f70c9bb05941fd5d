package org.meridian.sharing.accesslog;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A year in which residents see who read what of theirs; after that it stays in the audit trail without their names. */
@Configuration(proxyBeanMethods = false)
class AccessLogRetention {

    @Bean
    RetentionRule accessLogRule() {
        return RetentionRule.days("access-log", 365)
                .atLeast(90)
                .rows("person_read", "reading_id", "resident_id")
                .since("read_at");
    }

    /** The units' readings in it. */
    @Bean
    RetentionRule unitReadingsRetention() {
        return RetentionRule.days("unit-readings", 365)
                .atLeast(90)
                .rows("share_read", "reading_id", "resident_id")
                .since("read_at");
    }
}
