package org.meridian.registration.notice;

import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    PersonalRows noticeRows(JdbcClient jdbc) {
        return PersonalRows.deleted(jdbc, "notice");
    }

    /** As long as somebody may want to object. */
    @Bean
    RetentionRule noticeRetention() {
        return RetentionRule.days("notices", 365).rows("notice", "id").since("at");
    }
}
