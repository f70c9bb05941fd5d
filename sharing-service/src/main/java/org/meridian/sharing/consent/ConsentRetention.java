package org.meridian.sharing.consent;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Consents that hold no more: as long as the access log shows what they allowed. */
@Configuration(proxyBeanMethods = false)
class ConsentRetention {

    @Bean
    RetentionRule consentsRetention() {
        return RetentionRule.days("consents", 365).rows("consent", "id").sinceDay("expires_on");
    }

    @Bean
    RetentionRule revokedConsentsRetention() {
        return RetentionRule.days("revoked-consents", 365)
                .rows("consent", "id")
                .only("t.revoked_at IS NOT NULL")
                .since("revoked_at");
    }
}
