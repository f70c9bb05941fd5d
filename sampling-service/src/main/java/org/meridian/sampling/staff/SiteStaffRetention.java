package org.meridian.sampling.staff;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who works at a site no more. */
@Configuration(proxyBeanMethods = false)
class SiteStaffRetention {

    @Bean
    RetentionRule siteStaffRule() {
        return RetentionRule.days("site-staff", 365)
                .rows("site_staff", "staff_id", "site_id", "role")
                .since("expires_at");
    }
}
