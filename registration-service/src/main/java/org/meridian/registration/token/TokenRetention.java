package org.meridian.registration.token;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Logins that can be renewed no more, also those that were ended before. */
@Configuration(proxyBeanMethods = false)
class TokenRetention {

    @Bean
    RetentionRule loginsRetention() {
        return RetentionRule.days("logins", 7).rows("refresh_token", "id").since("expires_at");
    }
}
